"""How a browser asks."""

from competitions.forms.contests import ContestForm, EntryForm, SeatForm, StageForm
from competitions.forms.desk import BackForm, CorrectionForm, DiscardForm, ExcuseForm, SendForm
from competitions.forms.rules import CriterionFormSet, RuleForm, SampleForm, rules_of

__all__ = [
    "BackForm",
    "ContestForm",
    "CorrectionForm",
    "CriterionFormSet",
    "DiscardForm",
    "EntryForm",
    "ExcuseForm",
    "RuleForm",
    "SampleForm",
    "SeatForm",
    "SendForm",
    "StageForm",
    "rules_of",
]
