"""The steps of reading a figure, pure and in this order; `policies.figures` and `policies.pairing` are the way in.

typography → dates, tokens (with numerals, units) → context → bounds → natures (with cues, thresholds, awards); subjects
belongs to pairing. The words they share are in quantities.
"""
