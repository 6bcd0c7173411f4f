"""Evidence: is every figure of ours in the sentence it cites, for what we say it is, and for whom we say it is?

`claims` holds what we say, `rules/` one rule a file; `clauses` and `measure_claims` read the models; `report` puts it
all together (docs/adr/0007).
"""
