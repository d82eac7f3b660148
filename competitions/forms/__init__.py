"""How a browser asks."""

from competitions.forms.contests import ContestForm, EntryForm, SeatForm, StageForm
from competitions.forms.desk import BackForm, CorrectionForm, DiscardForm, ExcuseForm, SendForm
from competitions.forms.draws import CheckDrawForm, HandDrawForm, PublicValueForm, VoidDrawForm
from competitions.forms.rules import CriterionFormSet, RuleForm, SampleForm, rules_of

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
    "PublicValueForm",
    "RuleForm",
    "SampleForm",
    "SeatForm",
    "SendForm",
    "StageForm",
    "VoidDrawForm",
    "rules_of",
]
