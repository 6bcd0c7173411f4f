"""A pasted text as statements: tables, sentences, one wording. Pure."""
