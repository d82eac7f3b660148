"""What everybody asks in the same minute of an exam day. All is given by key."""

from django.db.models import Value

from exams.models.appeals import Appeal
from exams.models.exams import Candidate
from exams.models.extensions import Allowance
from exams.models.sittings import Answer, Attempt, Op, Permutation, Score
from exams.models.watch import Announcement
from ledger.prepared import Given, Prepared
from organisation.models import Unit

# Where she is called, with the exam and its paper: of `person` to `exam`.
CALL = Prepared(
    lambda: (
        Candidate.objects.of(Given("person"))
        .filter(exam=Given("exam"))
        .select_related("exam__paper", "person", "unit")
        .order_by()
    )
)

# Her sittings of one exam, the first one first: of `person` in `exam`.
TRIES = Prepared(
    lambda: Attempt.objects.of(Given("person")).filter(exam=Given("exam")).order_by("number")
)

# What was settled for her before an exam: of `person` in `exam`.
ALLOWED = Prepared(
    lambda: Allowance.objects.filter(exam=Given("exam"), person=Given("person")).order_by()
)

# The words to candidates that are hers: of `person` in `exam`, who is in the units with the paths
# `COUNTY`, `TOWNSHIP` and `VILLAGE`.
TOLD = Prepared(
    lambda: (
        Announcement.objects.told_within(
            Given("exam"), Given("person"), [Given(level.name) for level in Unit.Level]
        )
        .order_by()
        .values_list("pk")
    )
)

# One of her own sittings with its paper: `pk` of `person`.
OWN = Prepared(
    lambda: (
        Attempt.objects.of(Given("person"))
        .filter(pk=Given("pk"))
        .select_related("exam__paper")
        .order_by()
    )
)

# The order of the options, question by question: of the sitting `pk`.
ORDERS = Prepared(
    lambda: Permutation.objects.filter(attempt=Given("pk")).order_by().values_list("slot", "order")
)

# To be claimed, and written by nobody else before the transaction ends: the sitting `pk`.
CLAIMED = Prepared(
    lambda: (
        Attempt.objects.filter(pk=Given("pk"))
        .select_related("person")
        .select_for_update(of=("self",))
        .order_by()
    )
)

# The same with all that closing it needs.
CLOSED = Prepared(
    lambda: (
        Attempt.objects.filter(pk=Given("pk"))
        .select_related("exam__paper", "exam__marking_run", "person")
        .select_for_update(of=("self",))
        .order_by()
    )
)

# In their order as they came: the acts of the sitting `pk`.
ACTS = Prepared(lambda: Op.objects.filter(attempt=Given("pk")).order_by("pk"))

# The score that counts, with its run: of the sitting `pk`.
SCORE = Prepared(
    lambda: Score.objects.counting().filter(attempt=Given("pk")).select_related("run").order_by()
)

# What was answered, question by question: in the sitting `pk`, once it is closed.
ANSWERED = Prepared(
    lambda: Answer.objects.filter(attempt=Given("pk")).order_by().values_list("slot", "value")
)

# What she objected to: in the sitting `pk`.
OBJECTIONS = Prepared(lambda: Appeal.objects.filter(attempt=Given("pk")).order_by("pk"))

# Whether a receipt number is taken: `code` in `exam`.
CODES = Prepared(
    lambda: (
        Attempt.objects.filter(exam=Given("exam"), code=Given("code"))
        .order_by()
        .annotate(one=Value(1))
        .values_list("one")[:1]
    )
)
