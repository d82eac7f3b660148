"""What the demo bank has besides questions: topics below topics, guesses, drafts, a picture."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from exams import pictures
from exams.formats.moodle_pictures import as_neutral
from exams.formats.question import Answer
from exams.formats.question import Question as Neutral
from exams.models import Question
from exams.services import banks, cataloguing, topics
from organisation.models import Person, Post

GUESSES = ("0.85", "0.75", "0.6", "0.5", "0.35")


def enrich(demo, bank):
    """A bank as it looks after a year of care."""
    for number, question in enumerate(bank.questions.order_by("pk")):
        question.difficulty = GUESSES[number % len(GUESSES)]
        question.may_be_practised = number % 3 == 0
        question.save(update_fields=["difficulty", "may_be_practised"])
    basics = bank.topics.order_by("name").first()
    topics.add(bank, _("Signs on the screen"), basics)
    first, second = bank.questions.order_by("pk")[:2]
    cataloguing.make_enemies(Question.objects.filter(pk__in=[first.pk, second.pk]))
    _drafts(bank, topics.ensure(bank, f"{basics.name}/{_('Signs on the screen')}"))


def _drafts(bank, topic):
    """One with a picture, and one that looks like another: somebody else is to check them."""
    author = Person.objects.filter(posts__kind=Post.Kind.INSTRUCTOR).order_by("pk").first()
    wanted = Neutral("single", "", _("What happens when you press this sign?"), 1)
    wanted.picture = as_neutral(pictures.drawn(_sign()), _("A small window with an arrow down"))
    words = (_("The file is saved"), _("The file is printed"), _("The file is deleted"))
    wanted.answers = [Answer("", text, int(n == 0)) for n, text in enumerate(words)]
    made = banks.create(bank, wanted, author)
    cataloguing.set_all(Question.objects.filter(pk=made.pk), topic=topic)
    like = bank.questions.order_by("pk").first().versions.get(is_current=True)
    copy = Neutral("single", "", like.text.rstrip("？?") + " ?", 1)
    copy.answers = [Answer("", text, int(n == 0)) for n, text in enumerate(words)]
    banks.create(bank, copy, author)


def _sign():
    canvas = Image.new("RGB", (240, 160), "#f4f6f8")
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((70, 30, 170, 130), outline="#0f4c81", width=6)
    draw.line((120, 50, 120, 100), fill="#c2571a", width=8)
    draw.polygon([(100, 90), (140, 90), (120, 115)], fill="#c2571a")
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()
