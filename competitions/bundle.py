"""A published result as a file that proves itself on any machine. Pure: bytes in, bytes out.

marks.csv, rules.json and, where times were taken, penalties.csv are what people gave; result.json
is what was made of it; chain.json is the log. `differences` recomputes all of it.
"""

import io
import json
import zipfile
from dataclasses import dataclass

from competitions.proof import hash_of_rules, hash_of_tables, marks_table, times_table
from competitions.scoring.faults import Fault, RulesRefused
from competitions.scoring.penalty import points_off
from competitions.scoring.rules import parse_rules
from competitions.scoring.table import read_cells
from competitions.scoring.timesheet import read_times
from competitions.tabulation import as_strings, tabulate, with_penalties
from ledger.chain import broken_at

MOST_BYTES = 50 * 1024 * 1024
NEEDED = ("marks.csv", "rules.json", "result.json", "chain.json")
COMPARED = ("total", "rank", "tied", "n", "criteria", "dropped")
# The same files give the same archive, byte for byte.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Lines everybody may read whole but for the names.
TOLD = ("locked", "confirmed", "published", "revealed", "frozen", "correction approved")


class BundleRefused(Exception):
    """This is no bundle; `fault` says why."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.fault = Fault(code, facts=facts)


@dataclass(frozen=True)
class Bundle:
    marks: str
    times: str
    rules: dict
    result: dict
    chain: list


def pack(result, lines, texts):
    """The archive; `result` is {"number", "rule_hash", "input_hash", "data", ...}."""
    data = result["data"]
    files = {
        "marks.csv": marks_table(data),
        "rules.json": _json(data["rules"]),
        "result.json": _json(result),
        "chain.json": _json(lines),
        **texts,
    }
    if times := times_table(data):
        files["penalties.csv"] = times
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def for_everybody(lines):
    """The chain without names: the links of all lines, the facts of those that sign the result."""
    kept = ("number", "at", "verb", "previous", "hash")
    return [
        {key: line[key] for key in kept}
        | ({"facts": line["facts"]} if line["verb"] in TOLD else {})
        for line in lines
    ]


def read(content):
    """The bundle in these bytes, or BundleRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise BundleRefused("bundle_too_large")
            texts = {name: archive.read(name).decode() for name in archive.namelist()}
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError):
        raise BundleRefused("not_a_bundle") from None
    if missing := [name for name in NEEDED if name not in texts]:
        raise BundleRefused("bundle_lacks", names=", ".join(missing))
    try:
        rules, result, chain = (
            json.loads(texts[f"{n}.json"]) for n in ("rules", "result", "chain")
        )
    except (ValueError, RecursionError):
        raise BundleRefused("not_a_bundle") from None
    return Bundle(texts["marks.csv"], texts.get("penalties.csv", ""), rules, result, chain)


def differences(bundle):
    """What does not agree, the most telling first; empty when the result is proved."""
    try:
        return [*_fingerprints(bundle), *_recomputed(bundle), *_chain(bundle)]
    except (KeyError, TypeError, AttributeError, ValueError):
        return [Fault("not_a_bundle")]


def _fingerprints(bundle):
    if hash_of_rules(bundle.rules) != bundle.result["rule_hash"]:
        yield Fault("other_rules")
    if hash_of_tables(bundle.marks, bundle.times) != bundle.result["input_hash"]:
        yield Fault("other_marks")


def _recomputed(bundle):
    try:
        rules = parse_rules(bundle.rules)
    except RulesRefused as refusal:
        yield from refusal.faults
        return
    cells, faults = read_cells(bundle.marks)
    times, unread = read_times(bundle.times) if bundle.times else ({}, [])
    table = tabulate(rules, cells)
    yield from (*faults, *unread, *table.faults)
    table = with_penalties(table, rules, points_off(times, rules.time))
    found = {result.entry: as_strings(result, rules) for result in table.results}
    published = {row["code"]: row for row in bundle.result["data"]["results"]}
    for code in sorted(found.keys() ^ published.keys()):
        yield Fault("entry_on_one_side", entry=code)
    for code in sorted(found.keys() & published.keys()):
        yield from _entry(code, found[code], published[code])


def _entry(code, found, published):
    for name in COMPARED:
        for part, ours, theirs in _parts(name, found[name], published[name]):
            if ours != theirs:
                facts = {"name": part, "found": str(ours), "published": str(theirs)}
                yield Fault("other_result", entry=code, facts=facts)


def _parts(name, found, published):
    """The means of the criteria one by one, anything else as it is."""
    if isinstance(found, dict) and isinstance(published, dict):
        for key in sorted(found.keys() | published.keys()):
            yield f"{name}.{key}", found.get(key), published.get(key)
    else:
        yield name, found, published


def _chain(bundle):
    number = broken_at(bundle.chain)
    if number is not None:
        yield Fault("chain_broken", facts={"number": number})
    proof = {
        "number": bundle.result["number"],
        "rules": bundle.result["rule_hash"],
        "marks": bundle.result["input_hash"],
    }
    published = [line.get("facts", {}) for line in bundle.chain if line["verb"] == "published"]
    if not any(proof.items() <= facts.items() for facts in published):
        yield Fault("not_in_chain")


def _json(what):
    return json.dumps(what, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
