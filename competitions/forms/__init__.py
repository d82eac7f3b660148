"""How a browser asks."""

from competitions.forms.contests import ContestForm, EntryForm, SeatForm, StageForm
from competitions.forms.desk import BackForm, CorrectionForm, DiscardForm, ExcuseForm, SendForm
from competitions.forms.draws import CheckDrawForm, HandDrawForm, PublicValueForm, VoidDrawForm
from competitions.forms.reveal import RevealForm, StepForm
from competitions.forms.rules import CriterionFormSet, RuleForm, SampleForm, rules_of
from competitions.forms.time_rules import TimeForm
from competitions.forms.timing import NoteTimeForm, TimekeeperForm

__all__ = [
    "BackForm",
    "CheckDrawForm",
    "ContestForm",
    "CorrectionForm",
    "CriterionFormSet",
    "DiscardForm",
    "EntryForm",
    "ExcuseForm",
    "HandDrawForm",
    "NoteTimeForm",
    "PublicValueForm",
    "RevealForm",
    "RuleForm",
    "SampleForm",
    "SeatForm",
    "SendForm",
    "StageForm",
    "StepForm",
    "TimeForm",
    "TimekeeperForm",
    "VoidDrawForm",
    "rules_of",
]
