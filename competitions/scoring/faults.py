"""What is wrong with a rule set or with marks: a code and its facts, words come later."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    code: str
    row: int | None = None
    entry: str | None = None
    facts: dict = field(default_factory=dict)


class RulesRefused(Exception):
    """The rule set does not say what it must; `faults` says where."""

    def __init__(self, faults):
        super().__init__(", ".join(f"{fault.code} {fault.facts}" for fault in faults))
        self.faults = faults
