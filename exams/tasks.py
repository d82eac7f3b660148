"""What may run later: ids in, one service called."""

from exams.models import Assembly, Exam
from exams.services import assembling, messages


def call_candidates(exam_id):
    messages.call_candidates(Exam.objects.get(pk=exam_id))


def tell_results(exam_id):
    messages.tell_results(Exam.objects.get(pk=exam_id))


def assemble_forms(assembly_id):
    assembling.make(Assembly.objects.get(pk=assembly_id))
