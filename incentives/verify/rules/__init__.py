"""Statements held against what is known: one rule a module. Pure."""
