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
    asked = {question.slot: ask(question) for question in papers.shown(content, {})}
    questions = [_question(q, asked[q["slot"]]) for q in content["questions"]]
    shown = {sha256: list(data) for sha256, data in (pictures or {}).items()}
    head = _head(paper, content, form)
    return head | {"kind": "paper", "questions": questions, "pictures": shown}


def pictures_on(content, form=1):
    """Hashes of the pictures of a form."""
    rows = papers.content_for(content, form)["questions"]
    rows = [row for question in rows for row in (question, *question["options"])]
    return {row["picture"]["sha256"] for row in rows if "picture" in row}


def key_of(paper, content, form=1):
    content = papers.content_for(content, form)
    rows = [
        [str(q["slot"]), paper_answers.key_words(q), _points(q["points"])]
        for q in content["questions"]
    ]
    heads = [_("No."), _("Right answer"), _("Points")]
    return _head(paper, content, form) | {"kind": "key", "heads": heads, "rows": rows}


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
        "heading": _("Answer sheet"),
        "labels": labels,
        "note": _(
            "Fill the box of the right letter with a dark pen. Strike out what does not count."
        ),
        "signed": _("Handed in at, signature:"),
        "sheets": sheets,
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
