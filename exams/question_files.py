"""A question file as lines for the import wizard, and lines as questions again."""

import csv
import io
from bisect import bisect_right
from collections import defaultdict

from django.utils.translation import gettext as _

from exams.formats import reading, tabular
from exams.formats.questions import Parsed, Question
from exams.formats.staged import as_json, from_json
from organisation.importing import Reading, ReadLine, TableRefused, read_table
from organisation.tables.text_file import decoded

LONGEST_SOURCE = 2000


def read(data, name, options):
    """The questions of a file; a table whose header is not known, for its columns to be matched."""
    parsed = reading.read(data, options["format"], name)
    if not parsed.questions and [problem.place for problem in parsed.errors] == [1]:
        return _table_or_refusal(parsed, data, name)
    told, sources = _told(parsed), _sources(parsed, data, name)
    lines = {}
    for question in parsed.questions:
        # Several questions may stand on one line; what is told of it is told once.
        doubt = _joined(told.pop((question.sheet, question.place), ()))
        cells = sources.get(question.place, {})
        made = ReadLine(question.place, cells, as_json(question), doubt=doubt)
        lines.setdefault((question.sheet, question.place), []).append(made)
    for (sheet, place), (fault, doubt) in told.items():
        made = ReadLine(place, sources.get(place, {}), fault=fault, doubt=doubt)
        lines.setdefault((sheet, place), []).append(made)
    lines = [line for at in _in_order(lines, parsed) for line in lines[at]]
    headers = next((list(cells) for cells in sources.values()), [])
    return Reading(lines, headers, parsed.counted_in)


def questions_of(lines):
    """The questions of lines; for each line (question or None, why not, what is unusual)."""
    if all("answers" in line.content for line in lines):
        questions = [from_json(Question, line.content) for line in lines]
        return Parsed("row", questions), [(question, "", "") for question in questions]
    parsed = reading.read(_as_csv(lines), "csv")
    told, there = _told(parsed), {question.place: question for question in parsed.questions}
    nothing = ("", "")
    return parsed, [(there.get(n.number), *told.get(("", n.number), nothing)) for n in lines]


def _in_order(lines, parsed):
    """Sheet after sheet, as in the workbook; the empty name is that of a file without sheets."""
    things = (*parsed.questions, *parsed.errors, *parsed.warnings)
    sheets = {name: n for n, name in enumerate(dict.fromkeys(thing.sheet for thing in things))}
    return sorted(lines, key=lambda at: (sheets[at[0]], at[1]))


def _table_or_refusal(parsed, data, name):
    if parsed.counted_in == "row":
        try:
            return read_table(data, name, {})
        except TableRefused:
            pass
    raise TableRefused(parsed.errors[0].told(_))


def _told(parsed):
    """(sheet, place) → (why it cannot be taken, what is unusual)"""
    faults, doubts = defaultdict(list), defaultdict(list)
    for problem in parsed.errors:
        faults[problem.sheet, problem.place].append(problem.told(_))
    begins = sorted({(q.sheet, q.place) for q in parsed.questions} | set(faults))
    for problem in parsed.warnings:
        # A line inside a question belongs to the question.
        here = (problem.sheet, problem.place)
        above = begins[bisect_right(begins, here) - 1] if begins else here
        is_above = above <= here and above[0] == problem.sheet
        doubts[above if is_above else here].append(problem.told(_))
    places = {*begins, *doubts}
    return {at: (_joined(faults[at]), _joined(doubts[at])) for at in places}


def _joined(sentences):
    return " ".join(filter(None, sentences))


def _sources(parsed, data, name):
    """Place → what stands there, of the places that are to be put right or looked at."""
    problems = (*parsed.errors, *parsed.warnings)
    wanted = {problem.place for problem in problems}
    if any(problem.sheet for problem in problems):
        # Rows of several sheets have the same numbers.
        return {}
    try:
        if parsed.counted_in == "row":
            rows = tabular.rows_by_header(data, name)
            return {number: cells for number, cells in rows if number in wanted}
        lines = decoded(data).splitlines()
    except TableRefused:
        return {}
    begins = sorted(wanted | {question.place for question in parsed.questions})
    ends = dict(zip(begins, [*(place - 1 for place in begins[1:]), len(lines)], strict=True))
    return {
        place: {
            _("What stands there"): "\n".join(lines[place - 1 : ends[place]]).strip()[
                :LONGEST_SOURCE
            ]
        }
        for place in wanted
    }


def _as_csv(lines):
    """The matched columns under names that the reader knows, every row at its number."""
    rows = {line.number: list(line.content.values()) for line in lines}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(lines[0].content)
    writer.writerows(rows.get(number, []) for number in range(2, max(rows) + 1))
    return text.getvalue().encode()
