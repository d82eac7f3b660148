"""A paper, its key and its answer sheets as typst prints them; words in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exams import paper_answers, papers
from exams.templatetags.sitting import ask

# A sheet of one person is a page or two; a file of more takes long and nobody binds it.
MOST_SHEETS = 400


def paper_of(paper, content, form=1, pictures=None):
    """For `exam_paper.typ`; `pictures` is hash → bytes, of those that stand on it."""
    content = papers.content_for(content, form)
    parts = {"questions": _questions(content), "pictures": _shown(pictures)}
    return _head(paper, content, form) | {"kind": "paper", **parts}


def _questions(content):
    asked = {question.slot: ask(question) for question in papers.shown(content, {})}
    return [_question(q, asked[q["slot"]]) for q in content["questions"]]


def _shown(pictures):
    return {sha256: list(data) for sha256, data in (pictures or {}).items()}


def pictures_on(questions):
    """Hashes of the pictures of these questions and their options."""
    rows = [row for question in questions for row in (question, *question["options"])]
    return {row["picture"]["sha256"] for row in rows if "picture" in row}


def key_of(paper, content, form=1):
    content = papers.content_for(content, form)
    head, rows = _head(paper, content, form), _key_rows(content)
    return head | {"kind": "key", "heads": _key_heads(), "rows": rows}


def _key_heads():
    return [_("No."), _("Right answer"), _("Points")]


def _key_rows(content):
    return [
        [str(q["slot"]), paper_answers.key_words(q), _points(q["points"])]
        for q in content["questions"]
    ]


def own_papers_of(exam, candidates, pictures=None):
    """For `own_papers.typ`: each one's own questions and the sheet for them."""
    people = [
        {**_named(candidate), "questions": _questions(content), "boxes": _boxes(content)}
        for candidate, content in _own(exam, candidates)
    ]
    return _own_head(exam) | {"kind": "papers", "people": people, "pictures": _shown(pictures)}


def own_keys_of(exam, candidates):
    """The same people with what is right on the paper of each."""
    people = [
        {**_named(candidate), "rows": _key_rows(content)}
        for candidate, content in _own(exam, candidates)
    ]
    return _own_head(exam) | {"kind": "keys", "people": people, "heads": _key_heads()}


def _own(exam, candidates):
    for candidate in candidates:
        yield candidate, papers.content_for(exam.paper.content, drawn=candidate.drawn)


def _named(candidate):
    """The number says which paper a sheet belongs to, should a name be read wrong."""
    name, unit = candidate.person.name, candidate.unit.name
    return {"name": name, "unit": unit, "number": str(candidate.pk)}


def _own_head(exam):
    labels = {"name": _("Full name"), "unit": _("Unit"), "number": _("Paper No.")}
    points = _("%(points)s points altogether") % {"points": _points(exam.paper.lot_points)}
    minutes = _("%(number)s minutes") % {"number": exam.minutes}
    return {
        "title": exam.title,
        "facts": [points, minutes],
        "labels": labels,
        "footer": _footer(exam.paper),
        "key": _("Key, not for candidates"),
        **_sheet_words(),
    }


def _sheet_words():
    return {
        "heading": _("Answer sheet"),
        "note": _(
            "Fill the box of the right letter with a dark pen. Strike out what does not count."
        ),
        "signed": _("Handed in at, signature:"),
    }


def sheets_of(paper, content, people, title=""):
    """For `answer_sheet.typ`. `people` are (name, unit, form); one empty sheet: ("", "", form)."""
    boxes = {form: _boxes(papers.content_for(content, form)) for form in {p[2] for p in people}}
    labels = {"name": _("Full name"), "unit": _("Unit"), "form": _("Form of the paper")}
    sheets = [
        {"name": name, "unit": unit, "form": _form_words(form), "boxes": boxes[form]}
        for name, unit, form in people
    ]
    return {
        "title": title or paper.title,
        "labels": labels,
        "sheets": sheets,
        **_sheet_words(),
        "footer": _footer(paper),
        "draft": _watermark(paper),
    }


def _head(paper, content, form):
    of = sum(Decimal(question["points"]) for question in content["questions"])
    facts = [_("%(points)s points altogether") % {"points": _points(of)}]
    if paper.minutes:
        facts.append(_("%(number)s minutes") % {"number": paper.minutes})
    return {
        "title": paper.title,
        "form": _form_words(form) if paper.forms > 1 else "",
        "facts": facts,
        "key": _("Key, not for candidates"),
        "footer": _footer(paper),
        "draft": _watermark(paper),
    }


def _form_words(form):
    return _("Form %(number)s") % {"number": form}


def _watermark(paper):
    return pgettext("watermark", "Draft") if paper.is_draft else ""


def _footer(paper):
    return _("Check sum %(sum)s…") % {"sum": paper.sha256[:16]} if paper.sha256 else ""


def _points(points):
    return f"{Decimal(points).normalize():f}"


def _question(question, asked):
    is_truth = question["type"] == "truefalse"
    options = {option["id"]: option for option in question["options"]}
    return {
        "number": str(question["slot"]),
        "text": question["text"],
        "hint": _("%(asked)s, %(points)s points")
        % {"asked": asked, "points": _points(question["points"])},
        "options": []
        if is_truth
        else [
            [letter, options[id_]["text"], _picture(options[id_])]
            for letter, id_ in paper_answers.letters_of(question).items()
        ],
        "picture": _picture(question),
        "parts": [] if question["type"] == "ordering" else _parts(question),
    }


def _picture(row):
    return row.get("picture", {}).get("sha256", "")


def _parts(question):
    """The left sides of pairs; blanks are in the text."""
    texts = [part["text"] for part in question.get("parts", ())]
    return [[str(n), text] for n, text in enumerate(texts, start=1) if text]


def _boxes(content):
    return [_box(question) for question in content["questions"]]


def _box(question):
    """A question on an answer sheet: signs to choose from, or lines to write on."""
    number, letters = str(question["slot"]), list(paper_answers.letters_of(question))
    if question["type"] == "truefalse":
        return {"number": number, "signs": ["√", "×"], "lines": []}
    if "parts" not in question:
        return {"number": number, "signs": letters, "lines": []}
    lines = [str(n) for n, _part in enumerate(question["parts"], start=1)]
    is_long = "accepted" in question
    return {"number": number, "signs": [], "lines": lines, "long": is_long}
