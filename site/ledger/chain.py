"""The hash chain of a log, without a database: what is written down can be proved anywhere.

A line is a dict of stream, number, at, actor_id, actor, verb, facts, previous and hash. A line
whose facts or actor were left out for others to read still has its place in the chain.
"""

import hashlib
import json

SIGNED = ("stream", "number", "at", "actor_id", "actor", "verb", "facts", "previous")


def hash_of_line(line):
    """SHA-256 over the line and the hash of the line before it, lower-case hex."""
    signed = {key: line[key] for key in SIGNED}
    text = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(lines):
    """The number of the first line that was changed, removed or put in; None if all is whole."""
    previous, expected = "", 1
    for line in lines:
        if line["number"] != expected or line["previous"] != previous:
            return expected
        if all(key in line for key in SIGNED) and line["hash"] != hash_of_line(line):
            return expected
        previous, expected = line["hash"], expected + 1
    return None
