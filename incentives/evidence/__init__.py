"""Evidence: is every figure of ours in the sentence it cites, for what we say it is, and for whom we say it is?

Pure, in this order: `claims` (what we say), `wanted` (the figure to look for), `checks` (one figure in its sentence),
`pairs` (which of several subjects), `dates` (as-of), `sums`, `slips`, `prose`. `sentences` and `reading` read the
models, `report` puts all of it together (docs/adr/0007).
"""
