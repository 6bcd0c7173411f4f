"""The lexical steps of reading figures: one way of writing, numerals, units, tokens, dates. Pure."""
