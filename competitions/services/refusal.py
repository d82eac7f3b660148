class ContestRefused(Exception):
    """Its message may be shown to the person who asked."""
