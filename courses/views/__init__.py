"""How a browser asks; one module a subject."""
