"""What is asked when planning courses, taking attendance and writing lessons."""

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.lesson_text import parts_of, text_of
from courses.models import Course, Lesson, Term
from organisation.dates import ClockField, DayField
from organisation.models import Person, Post, Room, Unit
from organisation.periods import today
from organisation.rights import Act

TEACHERS = [Post.Kind.INSTRUCTOR, Post.Kind.TOWNSHIP_OPERATOR, Post.Kind.ORGANISER]


def units_that_hold_courses(person):
    """The county and the townships in which she plans courses."""
    levels = [Unit.Level.COUNTY, Unit.Level.TOWNSHIP]
    return Unit.objects.run_by(person, Act.HOLD_COURSES).now().filter(level__in=levels)


class TermForm(forms.ModelForm):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    class Meta:
        model = Term
        fields = ["unit", "season", "starts_on", "ends_on"]

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units_that_hold_courses(person).counties()
        self.fields["unit"].empty_label = None
        self.fields["season"].widget = forms.RadioSelect(choices=Term.Season.choices)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first. Correct one of them."))
        return cleaned


class CourseForm(forms.ModelForm):
    class Meta:
        model = Course
        fields = ["title", "unit", "term", "description", "state"]
        widgets = {"description": forms.Textarea({"rows": 4})}
        labels = {"title": _("Name of the course")}
        help_texts = {"state": _("Nobody can enrol in a course that is finished.")}

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units_that_hold_courses(person)
        self.fields["unit"].empty_label = None
        terms = Term.objects.editable_by(person).select_related("unit")
        self.fields["term"].queryset = terms
        self.fields["term"].empty_label = _("Not part of a term")
        if not terms.exists():
            del self.fields["term"]

    def clean(self):
        cleaned = super().clean()
        term, unit = cleaned.get("term"), cleaned.get("unit")
        if term and unit and term.unit_id != unit.pk:
            self.add_error("term", _("That term is held by another unit. Choose none."))
        return cleaned


class SessionForm(forms.Form):
    day = DayField(label=_("Day"))
    starts = ClockField(label=_("Begins at"))
    ends = ClockField(label=_("Ends at"))
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("Room"),
        required=False,
        empty_label=_("No room: live only"),
        help_text=_("Each working computer of the room is a place."),
    )
    live = forms.BooleanField(label=_("Live over the network"), required=False)
    teacher = forms.ModelChoiceField(
        Person.objects.none(), label=_("Teacher"), required=False, empty_label=_("Not known yet")
    )

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        mine = Unit.objects.run_by(person, Act.HOLD_COURSES)
        self.fields["room"].queryset = Room.objects.filter(venue__unit__in=mine).select_related(
            "venue"
        )
        # The first room is offered; whoever has none but the network says so.
        self.initial.setdefault("room", self.fields["room"].queryset.first())
        near = Unit.objects.filter(Q(pk__in=mine) | Q(pk__in=Unit.objects.serving(person)))
        self.fields["teacher"].queryset = Person.objects.posted_in(near, today(), TEACHERS)


class LiveForm(forms.Form):
    points = forms.IntegerField(label=_("Points connected"), min_value=0, max_value=999)
    asked = forms.IntegerField(label=_("Questions asked"), min_value=0, max_value=9999)
    answered = forms.IntegerField(label=_("Questions answered"), min_value=0, max_value=9999)


class WalkInForm(forms.Form):
    """Somebody who came without a place, by user name or phone number."""

    account = forms.CharField(label=_("User name or phone number"), max_length=60)

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.people = people

    def clean_account(self):
        words = self.cleaned_data["account"]
        found = self.people.filter(Q(username__iexact=words) | Q(phone=words)).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has that name or number. Read it again."))
        return found


class LessonForm(forms.ModelForm):
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 16}),
        help_text=_(
            "A line beginning with # is a heading, with - a step, with ! something to keep in"
            " mind. All else is text."
        ),
    )

    class Meta:
        model = Lesson
        fields = ["title", "order", "minutes"]
        labels = {"minutes": _("About how many minutes")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["minutes"].validators.append(MinValueValidator(1))
        if self.instance.pk:
            written = [(block.block_type, block.value) for block in self.instance.body]
            self.fields["text"].initial = text_of(written)

    def save(self, commit=True):
        self.instance.body = parts_of(self.cleaned_data["text"])
        return super().save(commit)
