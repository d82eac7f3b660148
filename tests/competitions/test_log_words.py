"""What is written in the log of a stage can be read by those who do not read English."""

import ast
from pathlib import Path

import competitions
from competitions.log_words import VERBS

SERVICES = Path(competitions.__file__).parent / "services"


def verbs_of(call):
    """The literal verbs of `log.append(stage.log, verb, ...)` and of `_log(about, verb, ...)`."""
    name, arguments = ast.unparse(call.func), call.args
    of_a_stage = name == "log.append" and ast.unparse(arguments[0]).endswith(".log")
    if not of_a_stage and name != "_log":
        return []
    return [node.value for node in ast.walk(arguments[1]) if isinstance(node, ast.Constant)]


def written_verbs():
    # A quiz is proved by its ledger: its log is not shown.
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield from verbs_of(node)


def test_every_verb_written_in_the_log_of_a_stage_has_words():
    written = set(written_verbs())

    assert {"locked", "awards published", "entry registered"} <= written
    assert written - set(VERBS) == set()
