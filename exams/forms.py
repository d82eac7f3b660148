"""How organisers ask for exams, questions and imports."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exams.models import Bank, Exam, Paper, Topic
from exams.number_limits import limit
from exams.paper_forms import PaperChoiceField
from exams.services import papers
from exams.unit_boxes import UnitBoxes
from organisation.dates import MomentField
from organisation.forms.imports import FileForm
from organisation.models import Post, Unit
from organisation.rights import Act, posts_that_may

FILE_KINDS = {
    "auto": _("find out by itself"),
    "xlsx": _("workbook (Excel)"),
    "csv": _("table (CSV)"),
    "text": _("text with 答案："),
    "gift": "GIFT",
    "aiken": "Aiken",
    "moodlexml": "Moodle XML",
}


class QuestionFileForm(FileForm):
    suffixes = ("xlsx", "csv", "tsv", "gift", "aiken", "xml", "txt")

    pasted = forms.CharField(
        label=_("Or paste the questions here"),
        max_length=200_000,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Options A. B. C., each on a line of its own, then a line with 答案：A."),
    )
    format = forms.ChoiceField(
        label=_("What kind of file"),
        choices=list(FILE_KINDS.items()),
        initial="auto",
    )
    bank = forms.CharField(
        label=_("Question bank"),
        max_length=120,
        help_text=_("The name of a bank that is there, or of a new one."),
    )
    checked = forms.BooleanField(
        label=_("Somebody else has checked these questions already; put them in use."),
        required=False,
        help_text=_("Otherwise they come as drafts: a second person checks them first."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False

    def clean(self):
        data = super().clean()
        is_known = {"file", "pasted"} <= data.keys()
        if is_known and bool(data["file"]) == bool(data["pasted"].strip()):
            self.add_error("file", _("Choose a file or paste the questions, one of the two."))
        return data

    @property
    def source(self):
        return "pasted" if self.cleaned_data["pasted"].strip() else "file"

    def sent(self):
        pasted = self.cleaned_data["pasted"]
        return (str(_("pasted questions")), pasted.encode()) if pasted.strip() else super().sent()

    def clean_bank(self):
        name = self.cleaned_data["bank"]
        if Bank.objects.filter(name=name).exclude(pk__in=Bank.objects.kept_by(self.person)):
            raise forms.ValidationError(_("This bank is kept by others. Choose another name."))
        return name


class ExamForm(forms.ModelForm):
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    results_at = MomentField(label=_("Results from"), help_text=_("Not before the exam closes."))
    appeal_days = forms.IntegerField(
        label=_("Days to object"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("So long from the results on people may object to a question. 0: they cannot."),
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Who is called"),
        help_text=_("The officers and operators of these units and all units below them."),
        widget=UnitBoxes,
    )
    paper = PaperChoiceField(
        Paper.objects.none(),
        label=pgettext_lazy("of an exam", "Paper"),
        required=False,
        empty_label=_("draw one from a bank"),
        help_text=_("Choose one of yours, or have one drawn as you say below."),
    )
    posts = forms.MultipleChoiceField(
        label=_("Which of them"),
        choices=[(post, Post.Kind(post).label) for post in posts_that_may(Act.LEARN)],
        required=False,
        help_text=_("None ticked means all of them."),
        widget=forms.CheckboxSelectMultiple,
    )
    bank = forms.ModelChoiceField(
        Bank.objects.none(), label=_("Question bank"), empty_label=_("Choose one"), required=False
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Topics"),
        required=False,
        help_text=_("None chosen means all topics of the bank."),
        widget=forms.CheckboxSelectMultiple,
    )
    count = forms.IntegerField(
        label=_("How many questions"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Drawn at random; empty means all."),
    )
    multiple_rule = forms.ChoiceField(label=_("Multiple choice counts"), choices=Paper.Rule.choices)

    use_required_attribute = False
    field_order = [
        "kind", "title", "units", "posts", "opens_at", "closes_at", "minutes", "tries",
        "results_at", "appeal_days", "pass_percent", "paper", "bank", "topics", "count",
        "multiple_rule", "to_be_reused", "gives_certificates",
    ]  # fmt: skip

    class Meta:
        model = Exam
        fields = [
            "kind", "title", "posts", "opens_at", "closes_at", "results_at", "minutes", "tries",
            "appeal_days", "pass_percent", "to_be_reused", "gives_certificates",
        ]  # fmt: skip
        labels = {
            "title": _("Name of the exam"),
            "to_be_reused": _("The questions are to be used in another exam"),
            "gives_certificates": _("Who passes gets a certificate"),
        }
        help_texts = {
            "kind": _(
                "For a spot exam villages are drawn among the units. A rehearsal is sat as often "
                "as one likes; its results count nowhere."
            ),
            "to_be_reused": _("Then the results show points only, and nobody practises them."),
            "gives_certificates": _("You give them with one press when the results are out."),
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.run_by(person, Act.HOLD_EXAMS).now()
        banks = Bank.objects.kept_by(person)
        self.fields["paper"].queryset = Paper.objects.held_by(person).to_choose().defer("content")
        self.fields["units"].queryset = units.filter(level__lte=Unit.Level.VILLAGE)
        self.fields["bank"].queryset = banks
        self.fields["topics"].queryset = Topic.objects.filter(bank__in=banks).select_related("bank")
        if self.is_bound:
            self.fields["units"].widget.look_at(self.data)
        limit(self, minutes=(1, 600), tries=(1, 100), pass_percent=(0, 100))
        self._narrow_by_kind()
        if len(banks) == 1:
            self.initial.setdefault("bank", banks[0])
        else:
            self.fields["topics"].label_from_instance = lambda topic: f"{topic.bank} · {topic}"
        if self.instance.pk:
            self._remember(self.instance)

    def _narrow_by_kind(self):
        """Whom a makeup exam calls is known: those who missed the other one with a reason."""
        if self.instance.is_makeup:
            for name in ("kind", "units", "posts"):
                del self.fields[name]
            return
        self.fields["kind"].required = True
        kinds = (Exam.Kind.UNIFIED, Exam.Kind.SPOT, Exam.Kind.PRACTICE)
        self.fields["kind"].choices = [(kind, kind.label) for kind in kinds]
        if not self.instance.posts:
            self.initial["posts"] = posts_that_may(Act.LEARN)

    def _remember(self, exam):
        if not exam.is_makeup:
            self.initial["units"] = exam.units.all()
        if exam.paper.way != Paper.Way.DRAWN or not exam.paper.is_draft:
            self.initial["paper"] = exam.paper
            return
        first = exam.paper.questions.select_related("version").first()
        self.initial["count"] = exam.paper.questions.count()
        self.initial["multiple_rule"] = exam.paper.multiple_rule
        if first:
            self.initial["bank"] = first.version.bank_id

    def clean_appeal_days(self):
        return self.cleaned_data["appeal_days"] or 0

    def clean(self):
        given = super().clean()
        opens, closes, results = (given.get(n) for n in ("opens_at", "closes_at", "results_at"))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The exam closes before it opens."))
        if closes and results and results < closes:
            self.add_error("results_at", _("Results can be shown when the exam has closed."))
        if given.get("gives_certificates") and given.get("kind") == Exam.Kind.PRACTICE:
            self.add_error("gives_certificates", _("A rehearsal gives no certificates."))
        if not given.get("paper"):
            self._check_draw(given)
        elif not given["paper"].questions.exists():
            self.add_error("paper", _("There is no question on this paper yet."))
        return given

    def _check_draw(self, given):
        bank, topics = given.get("bank"), given.get("topics")
        if not bank and "bank" not in self.errors:
            self.add_error("bank", _("Choose a paper, or a bank from which one is drawn."))
        if bank and topics and any(topic.bank_id != bank.pk for topic in topics):
            self.add_error("topics", _("These topics belong to another bank."))
        elif bank and given.get("count"):
            there = papers.available(bank, topics).count()
            if there < given["count"]:
                sentence = _(
                    "Of these topics %(there)d questions are in use. "
                    "Drafts have to be checked first."
                )
                self.add_error("count", sentence % {"there": there})

    def as_typed(self):
        """What was typed so far, with nothing said about it yet."""
        self.initial |= {name: self[name].data for name in self.fields}
        self.is_bound = False
        return self

    @property
    def called(self):
        """The units; of a makeup exam those of the other one."""
        if self.instance.is_makeup:
            return self.instance.makeup_of.units.all()
        return self.cleaned_data["units"]

    @property
    def drawn_from(self):
        keys = ("paper", "bank", "topics", "count", "multiple_rule")
        return {key: self.cleaned_data[key] for key in keys}


def proposed_times(day):
    """The window a new exam is offered: that day from eight to five, results at six."""
    moments = {"opens_at": 8, "closes_at": 17, "results_at": 18}
    zone = timezone.get_current_timezone()
    return {
        name: datetime(day.year, day.month, day.day, hour, tzinfo=zone)
        for name, hour in moments.items()
    }
