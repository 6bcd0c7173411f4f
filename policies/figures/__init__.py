"""From a sentence to its figures. `read` and `pairing` are the way in.

The steps, in order: typography → dates, tokens (with numerals, units) → context → bounds → natures. `subjects` belongs
to `pairing`; the words they share are in `quantities`. Pure.
"""
