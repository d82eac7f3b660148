"""What may change in a contest, and under which conditions."""
