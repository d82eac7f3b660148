"""Practice as rules: when a question comes again, what a day asks, when a topic is mastered."""
