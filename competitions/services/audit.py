"""The proof of a published result: the bundle, and whether it holds."""

from competitions.bundle import differences, for_everybody, pack, read
from competitions.bundle_readme import TEXTS
from ledger import log


def bundle_of(snapshot, with_names):
    """The archive of a published result; names of people only for those who hold or sign it."""
    lines = log.lines_of(snapshot.stage.log)
    return pack(_as_result(snapshot), lines if with_names else for_everybody(lines), TEXTS)


def check(snapshot):
    """What does not agree in the whole bundle, recomputed now; empty when all is proved."""
    return differences(read(bundle_of(snapshot, with_names=True)))


def _as_result(snapshot):
    return {
        "number": snapshot.number,
        "rule_hash": snapshot.rule_hash,
        "input_hash": snapshot.input_hash,
        "locked_at": snapshot.locked_at.isoformat(),
        "confirmed_at": snapshot.confirmed_at.isoformat(),
        "published_at": snapshot.published_at.isoformat(),
        "data": snapshot.data,
    }
