"""What may change in a knowledge competition, from its rules to its result."""
