"""The files this app takes: questions in every format of `formats.reading`."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from exams.formats import right_answers
from exams.formats.questions import Question as Written
from exams.formats.questions import short
from exams.formats.staged import from_json
from exams.forms import QuestionFileForm
from exams.models import Bank, Question
from exams.question_files import questions_of, read
from exams.services import banks, taking_back
from organisation.importing import Column, Importer, ImportRefused, Result, Verdict
from organisation.models import Unit
from organisation.rights import Act

LETTERS = "ABCDEFGH"
State = Question.State
COLUMNS = {
    "question": Column(gettext_lazy("Question"), ("题干", "题目", "问题"), required=True),
    "answer": Column(gettext_lazy("Right answer"), ("答案", "正确答案"), required=True),
    "type": Column(gettext_lazy("Kind of question"), ("题型", "类型")),
    **{
        letter: Column(
            letter, (f"选项{letter}", f"选项 {letter}", f"选择{letter}", f"option {letter}")
        )
        for letter in LETTERS
    },
    "topic": Column(pgettext_lazy("of questions", "Topic"), ("章节", "知识点", "分类", "subject")),
    "explanation": Column(gettext_lazy("Why"), ("解析", "说明")),
    "difficulty": Column(gettext_lazy("How hard it is expected to be"), ("难度", "难易度")),
    "id": Column(gettext_lazy("Its number"), ("序号", "题号", "编号")),
}


def may_import(person):
    return Unit.objects.run_by(person, Act.KEEP_BANKS).exists()


def check(lines, given):
    parsed, told = questions_of(lines)
    new = dict(banks.look_through(_bank(given), parsed).new)
    return Result(_verdicts(told, new))


@transaction.atomic
def save(lines, given):
    parsed, told = questions_of(lines)
    bank, is_new = _bank(given), False
    if bank is None:
        bank, is_new = banks.bank_named(given.options["bank"]), True
    topics = set(bank.topics.values_list("pk", flat=True))
    state = State.IN_USE if given.options.get("checked") else State.DRAFT
    made = banks.import_questions(bank, parsed, by=given.actor, state=state).new
    about = {
        "bank": bank.pk if is_new else None,
        "topics": [pk for pk in bank.topics.values_list("pk", flat=True) if pk not in topics],
    }
    return Result(_verdicts(told, dict(made), about))


def _bank(given):
    """The bank the questions go to; None while it is only a name."""
    bank = Bank.objects.filter(name=given.options["bank"]).first()
    if bank and not Bank.objects.kept_by(given.actor).filter(pk=bank.pk).exists():
        raise ImportRefused(_("This bank is kept by others. Choose another name."))
    return bank


def _verdicts(told, new, about=None):
    """One a line; of two lines that are the same question only the first is new."""
    verdicts = []
    for question, fault, doubt in told:
        hashed = question.hash if question else None
        if question is None:
            verdicts.append(Verdict(fault=fault or _("There is no question here.")))
        elif hashed in new:
            pk = new.pop(hashed)
            undo = {"question": pk, "hash": hashed, **(about or {})} if pk else {}
            verdicts.append(Verdict("added", doubt=doubt, undo=undo))
            about = None
        else:
            verdicts.append(Verdict("unchanged", doubt=doubt))
    return verdicts


@transaction.atomic
def undo(steps, given):
    try:
        taking_back.take_back({step["question"]: step["hash"] for step in steps})
    except banks.BankRefused as refusal:
        raise ImportRefused(str(refusal)) from refusal
    for step in steps:
        taking_back.clear_topics(step.get("topics", []))
        if step.get("bank"):
            taking_back.clear_bank(step["bank"])


def headline(content):
    return short(content.get("text") or content.get("question", ""))


def right_answer(content):
    """In words, so that whoever imports sees a wrong key beside its question."""
    if "answers" in content:
        lines = right_answers.in_words(from_json(Written, content))
    else:
        lines = right_answers.of_cells(content)
    return [_("Right answer: %(words)s") % {"words": _("; ").join(lines)}] if lines else []


def to_the_bank(given):
    bank = Bank.objects.filter(name=given.options["bank"]).first()
    return (_("See the question bank"), bank.get_absolute_url()) if bank else None


IMPORTERS = [
    Importer(
        key="questions",
        label=gettext_lazy("Questions of a bank"),
        hint=gettext_lazy(
            "A table with question, options and answer in a column each, a GIFT, Aiken or Moodle"
            " XML file, or plain text. Questions that are there already are not added again."
        ),
        may=may_import,
        form=QuestionFileForm,
        read=read,
        columns=COLUMNS,
        check=check,
        save=save,
        undo=undo,
        headline=headline,
        then=to_the_bank,
        beside=right_answer,
    ),
]
