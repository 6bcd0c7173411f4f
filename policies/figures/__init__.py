"""From a sentence to its figures. `read` and `pairing` are the way in.

The steps, in order: `lexis` (one way of writing, numerals, units, dates, tokens, ranges) → `context` → `bounds` →
`natures`. `subjects` belongs to `pairing`; the words they share are in `quantities`. Pure.
"""
