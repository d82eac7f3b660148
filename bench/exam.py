"""`make bench-exam`: an exam of 736 people, really served, on SQLite and on PostgreSQL.

They come within a minute, sign in, start, load the paper, save twenty answers, hand in, and see
their result. Prints how long each step took, what went wrong, what it cost the processor with the
database and all that belongs to the portal, and compares the database with what the people were
told. Ends with 1 on an error, a loss, or a limit that is not kept; `--people 40 --arrival 5
--pause 0.3` is a short look, in which the limits of time say little.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.exam_crowd import Crowd, Log
from bench.exam_editor import Editor
from bench.exam_report import Report
from bench.exam_served import Served

INSIDE = 3  # sit before the others, where queries are counted
FIRST = 6  # come an hour before the others, so that they do not pay for what is done once


def asked_for(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=736)
    parser.add_argument("--arrival", type=float, default=60, help="seconds within which all come")
    parser.add_argument("--pause", type=float, default=5, help="seconds between two answers")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--redis", action="store_true", help="the cache in Redis, not in a table")
    parser.add_argument("--editing", action="store_true", help="an organiser edits all the while")
    parser.add_argument("--no-clock", action="store_true", help="no limits of time and processor")
    parser.add_argument("--sql", action="store_true", help="print the queries of each step")
    return parser.parse_args(arguments)


def run(database, asked):
    """One exam from the county's founding to the comparison; whether all was well."""
    with tempfile.TemporaryDirectory() as folder:
        # The database's own user must be let in.
        Path(folder).chmod(0o755)
        served = Served(folder, database, asked.redis)
        with served.database_up():
            county = served.build(people=INSIDE + FIRST + asked.people)
            examine(served, county, report := Report(database, asked))
        return report.tell()


def examine(served, county, report):
    inside, people = county["people"][:INSIDE], county["people"][INSIDE:]
    who = {"people": inside, "exam": county["exam"], "password": county["password"]}
    report.measured = served.act("measure", **who)
    asked, told = report.asked, report.measured["told"]
    log = Log(patience=60) if asked.no_clock else Log()
    first = Crowd(served.port, county, people[:FIRST], arrival=1, pause=0.05)
    crowd = Crowd(served.port, county, people[FIRST:], asked.arrival, asked.pause, log)
    with served.serving(asked.workers):
        asyncio.run(first.sit())
        asyncio.run(play(served, crowd, county, report))
    report.measured["steps"]["result"] = served.act("measure_result", **who)
    told |= {sitter.name: sitter.told for sitter in (*first.sitters, *crowd.sitters)}
    report.compared = served.act("compare", exam=county["exam"], people=told)


async def play(served, crowd, county, report):
    before, began = served.seconds(), time.monotonic()
    await beside(Editor(served.port, county) if report.asked.editing else None, crowd, report)
    await asyncio.to_thread(served.act, "release", exam=county["exam"])
    await crowd.look()
    report.wall = time.monotonic() - began
    report.used = {who: spent - before[who] for who, spent in served.seconds().items()}
    report.log = crowd.log
    report.complete = len(crowd.log.seconds["result"])


async def beside(editor, crowd, report):
    """The crowd, and the editor as long as the crowd sits."""
    if editor is None:
        await crowd.sit()
        return
    work = asyncio.create_task(editor.work())
    await crowd.sit()
    if work.done():
        crowd.log.errors.append(f"editing: {work.exception()!r}")
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    report.edits = editor.done


def main():
    asked = asked_for()
    databases = ("sqlite", "postgresql") if asked.database == "both" else (asked.database,)
    return 0 if all([run(database, asked) for database in databases]) else 1


if __name__ == "__main__":
    sys.exit(main())
