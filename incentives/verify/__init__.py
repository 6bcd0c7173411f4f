"""A pasted text held against the sources: `check` is the way in (docs/adr/0019-check.md)."""
