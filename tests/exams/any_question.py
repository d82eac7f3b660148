"""Questions of every type with texts that nobody would write, for hypothesis."""

from decimal import Decimal

from hypothesis import strategies as st

from exams.formats import weights
from exams.formats.checks import fault_of, pinned_keys
from exams.formats.questions import Answer, Question, settle, tidy

# Signs that mean something to one of the formats, line ends, rare characters, tags.
NASTY = "ab 1二①A.、：:;；|｜\"'\\#=~{}[]<>&%*-\n\t_｛｝（）()/$→𠀀㛃\u3000\u00a0\u2028é̀"
PIECES = st.one_of(
    st.sampled_from(
        ["::", "->", "=>", "//", "####", "[html]", "[plain]x", "%50%", "~%", "\\n", "\\:", "0",
         "<br>", "&amp;", "ANSWER: A", "A. ", "答案：", "_____", "]]>", "<![CDATA[", "=1+1", "-1",
         "@SUM", "'", "1.5E+17", "_x0041_", "2.0", "$CATEGORY: x", "{T}", "true", "a;b|c", '"a"'],
    ),
    st.text(NASTY, max_size=8),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map("".join).map(tidy).filter(bool)
MAYBE = st.one_of(st.just(""), TEXTS)
FRACTIONS = st.one_of(
    st.sampled_from(sorted(weights.LIST)),
    st.integers(-99, 99).map(lambda n: weights.weight_of(Decimal(n))),
)
NUMBERS = st.one_of(
    st.decimals(-1000, 1000, places=3).map(str), st.sampled_from(["1e3", "-.5", "5.", "1,000"])
)


def distinct(texts, **sizes):
    return st.lists(texts, unique_by=lambda text: "".join(text.split()).casefold(), **sizes)


@st.composite
def choices(draw, type_):
    texts = draw(st.lists(TEXTS, min_size=2, max_size=5))
    fractions = [draw(FRACTIONS) for _text in texts]
    fractions[draw(st.integers(0, len(texts) - 1))] = draw(
        st.sampled_from([Decimal(1), Decimal("0.5")])
    )
    pins = draw(st.one_of(st.none(), st.lists(st.booleans(), min_size=5, max_size=5)))
    return [
        Answer("", text, fraction, draw(MAYBE), pinned=pins[n] if pins else None)
        for n, (text, fraction) in enumerate(zip(texts, fractions, strict=True))
    ]


@st.composite
def true_false(draw, _type):
    right = draw(st.booleans())
    return [
        Answer("true", "true", Decimal(right), draw(MAYBE)),
        Answer("false", "false", Decimal(not right), draw(MAYBE)),
    ]


@st.composite
def short_answers(draw, _type):
    first = Answer("", draw(TEXTS), Decimal(1), draw(MAYBE))
    rest = draw(st.lists(st.tuples(TEXTS, FRACTIONS, MAYBE), max_size=3))
    return [first, *(Answer("", *answer) for answer in rest)]


@st.composite
def numerical(draw, _type):
    margins = st.decimals(0, 10, places=2)
    answers = [Answer("", draw(NUMBERS), Decimal(1), draw(MAYBE), draw(margins))]
    if draw(st.booleans()):
        answers.append(Answer("", draw(NUMBERS), draw(FRACTIONS), draw(MAYBE), draw(margins)))
    if draw(st.booleans()):
        answers.append(Answer("", "*", Decimal(0), draw(MAYBE)))
    return answers


@st.composite
def fill(draw, _type):
    blanks = draw(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=2, max_size=4))
    return [
        Answer("", text, Decimal(1), match=str(number))
        for number, texts in enumerate(blanks, start=1)
        for text in texts
    ]


@st.composite
def matching(draw, _type):
    pairs = draw(st.lists(st.tuples(TEXTS, TEXTS), min_size=2, max_size=4))
    astray = draw(st.lists(TEXTS, max_size=2))
    answers = [Answer("", stem, Decimal(1), match=match) for stem, match in pairs]
    return answers + [Answer("", "", Decimal(0), match=match) for match in astray]


@st.composite
def ordering(draw, _type):
    return [Answer("", text, Decimal(1)) for text in draw(distinct(TEXTS, min_size=2, max_size=5))]


@st.composite
def criteria(draw, _type):
    shares = draw(st.sampled_from([[], [1], ["0.3", "0.7"], ["0.25", "0.25", "0.5"]]))
    return [Answer("", draw(TEXTS), Decimal(share)) for share in shares]


ANSWERS = {
    "single": choices, "multiple": choices, "truefalse": true_false, "shortanswer": short_answers,
    "fill": fill, "numerical": numerical, "matching": matching, "ordering": ordering,
    "essay": criteria, "task": criteria, "description": lambda _type: st.just([]),
}  # fmt: skip


@st.composite
def any_question(draw, types=tuple(ANSWERS)):
    type_ = draw(st.sampled_from(types))
    question = Question(
        type_,
        draw(TEXTS),
        draw(TEXTS),
        1,
        draw(ANSWERS[type_](type_)),
        explanation=draw(MAYBE),
        topic=draw(MAYBE),
        code=draw(MAYBE),
        tags=draw(st.lists(TEXTS, max_size=2)),
        case_matters=type_ == "shortanswer" and draw(st.booleans()),
    )
    settle(question)
    return question


def questions(**sizes):
    sound = any_question().filter(lambda question: not fault_of(question)[0])
    return st.lists(sound, min_size=1, **sizes)


def content_of(question):
    """All of a question but where it stood in its file."""
    pinned = pinned_keys(question.answers) if question.type in ("single", "multiple") else ()
    return (
        question.type, question.name, question.text, question.explanation, question.topic,
        question.code, question.tags, question.case_matters,
        [
            (a.text, a.fraction, a.feedback, a.tolerance, a.match, a.key in pinned)
            for a in question.answers
        ],
    )  # fmt: skip
