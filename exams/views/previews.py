"""A paper as a candidate sees it on a phone; nothing is saved."""

import random

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exams import lots
from exams import papers as contents
from exams.models import Paper
from exams.services import papers

# Of a paper drawn for each person so many are shown.
SAMPLES = 3


@require_safe
@login_required
def paper_preview(request, pk):
    paper = get_object_or_404(Paper.objects.held_by(request.user), pk=pk)
    content = papers.read_content(paper)
    numbers = range(1, SAMPLES + 1) if paper.is_by_lot else contents.form_numbers(content)
    number = _number(request.GET.get("part"), numbers)
    questions = contents.shown(_one(content, number), {})
    slot = _number(request.GET.get("q"), range(1, len(questions) + 1))
    context = {
        "paper": paper,
        "numbers": numbers,
        "number": number,
        "questions": questions,
        "here": slot,
        "total": len(questions),
        "previous": slot - 1,
        "following": slot + 1 if slot < len(questions) else 0,
    }
    return render(request, "exams/paper_preview.html", context)


def _one(content, number):
    """A form, or what one person could be given."""
    if "pool" not in content:
        return contents.content_for(content, number)
    drawn = lots.draw(content["lots"], content["enemies"], random.Random(number)) or []
    return contents.content_for(content, drawn=drawn)


def _number(text, numbers):
    """The number that is asked for, else the first."""
    asked = int(text) if text and text.isdecimal() and len(text) < 4 else 1
    return asked if asked in numbers else 1
