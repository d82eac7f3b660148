"""How a browser asks."""

from competitions.forms.advancement import AdvanceForm, DecisionForm
from competitions.forms.awards import AwardBackForm, AwardRulesForm, SpecialAwardForm, TieForm
from competitions.forms.contests import ContestForm, EntryForm, SeatForm, StageForm
from competitions.forms.corrections import CorrectSheetForm, CorrectTimeForm, DeclineForm
from competitions.forms.desk import BackForm, CorrectionForm, DiscardForm, ExcuseForm, SendForm
from competitions.forms.draws import CheckDrawForm, HandDrawForm, PublicValueForm, VoidDrawForm
from competitions.forms.registration import CallForm, RegistrationForm, StepInForm, WithdrawForm
from competitions.forms.reveal import RevealForm, StepForm
from competitions.forms.rules import CriterionFormSet, RuleForm, SampleForm, rules_of
from competitions.forms.seats import ApproveForm, ConflictForm, DeclareForm, EnterForm, OverrideForm
from competitions.forms.time_rules import TimeForm
from competitions.forms.timing import NoteTimeForm, TimekeeperForm
from competitions.forms.trial import TrialForm

__all__ = [
    "AdvanceForm",
    "ApproveForm",
    "AwardBackForm",
    "AwardRulesForm",
    "BackForm",
    "CallForm",
    "CheckDrawForm",
    "ConflictForm",
    "ContestForm",
    "CorrectSheetForm",
    "CorrectTimeForm",
    "CorrectionForm",
    "CriterionFormSet",
    "DecisionForm",
    "DeclareForm",
    "DeclineForm",
    "DiscardForm",
    "EnterForm",
    "EntryForm",
    "ExcuseForm",
    "HandDrawForm",
    "NoteTimeForm",
    "OverrideForm",
    "PublicValueForm",
    "RegistrationForm",
    "RevealForm",
    "RuleForm",
    "SampleForm",
    "SeatForm",
    "SendForm",
    "SpecialAwardForm",
    "StageForm",
    "StepForm",
    "StepInForm",
    "TieForm",
    "TimeForm",
    "TimekeeperForm",
    "TrialForm",
    "VoidDrawForm",
    "WithdrawForm",
    "rules_of",
]
