"""Readers of question files. Bytes in, questions and problems out; no Django, no database."""
