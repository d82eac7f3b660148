"""A question file as lines for the import wizard, and lines as questions again."""

import csv
import io
from collections import defaultdict

from django.utils.translation import gettext as _

from exams.formats import reading
from exams.formats.questions import Parsed, Question
from exams.formats.staged import as_json, from_json
from organisation import tables
from organisation.importing import Reading, ReadLine, TableRefused, read_table
from organisation.tables.text_file import decoded

LONGEST_SOURCE = 2000


def read(data, name, options):
    """The questions of a file; a table whose header is not known, for its columns to be matched."""
    parsed = reading.read(data, options["format"], name)
    if not parsed.questions and [problem.place for problem in parsed.errors] == [1]:
        return _table_or_refusal(parsed, data, name)
    told, sources = _told(parsed), _sources(parsed, data, name)
    lines = [
        ReadLine(q.place, sources.get(q.place, {}), as_json(q), doubt=_joined(told.pop(q.place)))
        for q in parsed.questions
    ]
    lines += [
        ReadLine(place, sources.get(place, {}), fault=fault, doubt=doubt)
        for place, (fault, doubt) in told.items()
    ]
    lines.sort(key=lambda line: line.number)
    headers = next((list(cells) for cells in sources.values()), [])
    return Reading(lines, headers, parsed.counted_in)


def questions_of(lines):
    """The questions of lines, and place → (why it cannot be taken, what is unusual)."""
    if all("answers" in line.content for line in lines):
        return Parsed("row", [from_json(Question, line.content) for line in lines]), {}
    parsed = reading.read(_as_csv(lines), "csv")
    return parsed, _told(parsed)


def _table_or_refusal(parsed, data, name):
    if parsed.counted_in == "row":
        try:
            return read_table(data, name, {})
        except TableRefused:
            pass
    raise TableRefused(parsed.errors[0].told(_))


def _told(parsed):
    faults, doubts = defaultdict(list), defaultdict(list)
    for problem in parsed.errors:
        faults[problem.place].append(problem.told(_))
    begins = sorted({q.place for q in parsed.questions} | set(faults))
    for problem in parsed.warnings:
        # A line inside a question belongs to the question.
        place = max((one for one in begins if one <= problem.place), default=problem.place)
        doubts[place].append(problem.told(_))
    places = {*begins, *doubts}
    return {place: (_joined(faults[place]), _joined(doubts[place])) for place in places}


def _joined(sentences):
    return " ".join(filter(None, sentences))


def _sources(parsed, data, name):
    """Place → what stands there, of the places that are to be put right or looked at."""
    wanted = {problem.place for problem in (*parsed.errors, *parsed.warnings)}
    try:
        if parsed.counted_in == "row":
            rows = tables.read(io.BytesIO(data), name).rows
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
