from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.forms.contests import the_one_called
from competitions.models import Entry, Quiz, QuizEvent, QuizTeam
from competitions.quiz.events import standing
from competitions.quiz_ledger import ledger_of
from competitions.quiz_record import line_in_words
from competitions.services.quiz import correcting, rulings
from exams.models import Bank, Exam
from organisation.models import Person


class QuizForm(forms.ModelForm):
    host_name = forms.CharField(
        label=gettext_lazy("Host"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Name, user name or phone number. The host writes the ledger too."),
    )

    class Meta:
        model = Quiz
        fields = ["bank", "exam"]
        help_texts = {
            "bank": gettext_lazy("Without a bank the host reads questions from paper."),
            "exam": gettext_lazy("The exam the teams wrote before, where the rules ask for one."),
        }

    field_order = ["host_name", "bank", "exam"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance
        self.fields["bank"].queryset = Bank.objects.kept_by(person) | Bank.objects.filter(
            pk=chosen.bank_id
        )
        self.fields["exam"].queryset = Exam.objects.filter(
            pk__in=Exam.objects.seen_by(person).values("pk")
        ) | Exam.objects.filter(pk=chosen.exam_id)
        for name in ("bank", "exam"):
            self.fields[name].empty_label = _("none")
        if chosen.host:
            self.initial["host_name"] = chosen.host.username

    def clean_host_name(self):
        words = self.cleaned_data["host_name"].strip()
        active = Person.objects.filter(is_active=True)
        self.instance.host = the_one_called(words, active) if words else None
        return words


class TeamsForm(forms.Form):
    entries = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Teams on stage"),
        queryset=Entry.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, quiz, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entries"].queryset = quiz.stage.entries.all()
        self.initial["entries"] = list(quiz.teams.values_list("entry", flat=True))


class DrawQuestionsForm(forms.Form):
    """`where` is a round, or a round and a stake."""

    where = forms.ChoiceField(label=gettext_lazy("For"))
    count = forms.IntegerField(
        label=gettext_lazy("How many questions"), min_value=1, max_value=200, initial=10
    )

    def __init__(self, *args, quiz, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {}
        for round_ in quiz.rules.rounds.values():
            for value in round_.values or (None,):
                key = f"{len(self.places)}"
                self.places[key] = (round_.key, value)
        self.fields["where"].choices = [
            (key, round_key if value is None else f"{round_key} {value}")
            for key, (round_key, value) in self.places.items()
        ]

    @property
    def place(self):
        return self.places[self.cleaned_data["where"]]


class SelectForm(forms.Form):
    places = forms.IntegerField(
        label=gettext_lazy("So many teams come on stage"), min_value=2, max_value=60
    )


class DeedForm(forms.Form):
    """One press of the host: `do` is a verb and its facts, such as "answer 03 right"."""

    do = forms.RegexField(r"^[a-z]+( [0-9a-z]{1,8}){0,2}$", max_length=40)
    round = forms.CharField(max_length=40, required=False)
    question = forms.CharField(max_length=8, required=False)
    key = forms.UUIDField()

    def words(self):
        verb, *rest = self.cleaned_data["do"].split()
        return verb, rest

    def teams(self):
        return tuple(key for key in self.data.getlist("teams") if key.isdigit())


class JoinForm(forms.Form):
    team = forms.ModelChoiceField(
        label=gettext_lazy("Your team"),
        queryset=QuizTeam.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    code = forms.CharField(
        label=gettext_lazy("Code of the team"),
        max_length=12,
        help_text=gettext_lazy("6 digits, from the host. A code works once."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        ),
    )

    def __init__(self, *args, quiz, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = quiz.teams.select_related("entry", "quiz")

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


class PressForm(forms.Form):
    round = forms.CharField(max_length=40)
    question = forms.CharField(max_length=8)


class ProtestForm(forms.Form):
    event = forms.ModelChoiceField(
        label=gettext_lazy("Against which line"), queryset=QuizEvent.objects.none()
    )
    team = forms.ModelChoiceField(
        label=gettext_lazy("Protest of"), queryset=QuizTeam.objects.none()
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, *args, quiz, **kwargs):
        super().__init__(*args, **kwargs)
        counts = [event.number for event in standing(ledger_of(quiz).events)]
        lines = quiz.events.filter(number__in=counts).exclude(act__in=["paper", "put"])
        self.fields["event"].queryset = lines.select_related("team__entry").order_by("-number")
        self.fields["event"].label_from_instance = line_in_words
        self.fields["team"].queryset = quiz.teams.select_related("entry")
        for field in ("event", "team"):
            self.fields[field].empty_label = _("Choose one")


class CorrectLineForm(forms.Form):
    """Which line, and what it should have been."""

    event = forms.ModelChoiceField(
        label=gettext_lazy("Which line"), queryset=QuizEvent.objects.none()
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("What is right"),
        widget=forms.RadioSelect,
        choices=[
            ("right", gettext_lazy("the answer was right")),
            ("wrong", gettext_lazy("the answer was wrong")),
            (rulings.UNDONE, gettext_lazy("the line does not count, nor what came after it")),
            (rulings.VOID, gettext_lazy("the question is thrown out")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Give a reason"),
        max_length=200,
        help_text=gettext_lazy("Everybody can read this."),
    )

    def __init__(self, *args, quiz, **kwargs):
        super().__init__(*args, **kwargs)
        counts = [event.number for event in standing(ledger_of(quiz).events)]
        lines = quiz.events.filter(number__in=counts).exclude(act__in=correcting.NOT_CORRECTED)
        self.fields["event"].queryset = lines.select_related(
            "team__entry", "quiz__stage", "quiz__rule_set"
        ).order_by("-number")
        self.fields["event"].label_from_instance = line_in_words
        self.fields["event"].empty_label = _("Choose one")


class RulingForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("The jury says"),
        widget=forms.RadioSelect,
        choices=[
            (rulings.STANDS, gettext_lazy("it stands")),
            ("right", gettext_lazy("the answer was right")),
            ("wrong", gettext_lazy("the answer was wrong")),
            (rulings.UNDONE, gettext_lazy("the line is taken back, the question goes on")),
            (rulings.VOID, gettext_lazy("the question is thrown out")),
        ],
    )
    ruling = forms.CharField(label=gettext_lazy("Why"), max_length=200)
    jury = forms.CharField(
        label=gettext_lazy("Who ruled"), max_length=120, help_text=gettext_lazy("The names.")
    )
