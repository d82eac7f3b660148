"""What may change in courses, and under which conditions; one module a subject."""
