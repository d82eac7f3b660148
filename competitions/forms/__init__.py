"""How a browser asks."""

from competitions.forms.contests import ContestForm, EntryForm, SeatForm, StageForm
from competitions.forms.corrections import CorrectSheetForm, CorrectTimeForm, DeclineForm
from competitions.forms.desk import BackForm, CorrectionForm, DiscardForm, ExcuseForm, SendForm
from competitions.forms.draws import CheckDrawForm, HandDrawForm, PublicValueForm, VoidDrawForm
from competitions.forms.reveal import RevealForm, StepForm
from competitions.forms.rules import CriterionFormSet, RuleForm, SampleForm, rules_of
from competitions.forms.seats import ConflictForm, DeclareForm, EnterForm, OverrideForm
from competitions.forms.time_rules import TimeForm
from competitions.forms.timing import NoteTimeForm, TimekeeperForm

__all__ = [
    "DeclareForm",
    "TimeForm",
    "ExcuseForm",
    "CorrectSheetForm",
    "CriterionFormSet",
    "RevealForm",
    "ContestForm",
    "StepForm",
    "SendForm",
    "ConflictForm",
    "StageForm",
    "TimekeeperForm",
    "rules_of",
    "EnterForm",
    "NoteTimeForm",
    "EntryForm",
    "OverrideForm",
    "HandDrawForm",
    "VoidDrawForm",
    "CorrectTimeForm",
    "PublicValueForm",
    "BackForm",
    "CorrectionForm",
    "CheckDrawForm",
    "DeclineForm",
    "SeatForm",
    "RuleForm",
    "DiscardForm",
    "SampleForm",
]
