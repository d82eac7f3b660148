"""Every change is a verb; one module a noun."""
