"""How a browser asks for a change of the records."""
