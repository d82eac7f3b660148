"""What every reader of a question file gives back: questions, errors, warnings (EXAMS.md §2.6)."""

from dataclasses import dataclass, field

from exams.formats.checks import doubts_about, fault_of, pinned_keys
from exams.formats.question import (
    BY_PEOPLE,
    CHOICES,
    LETTERS,
    TYPES,
    Answer,
    Question,
    category_topic,
    marked,
    settle,
    short,
    tidy,
    topic_category,
)
from exams.formats.sameness import comparison_key, content_hash

__all__ = [
    "BY_PEOPLE", "CHOICES", "LETTERS", "TYPES", "Answer", "Parsed", "Problem", "Question",
    "category_topic", "comparison_key", "content_hash", "marked", "pinned_keys", "settle", "short",
    "tidy", "topic_category",
]  # fmt: skip


_ = marked


@dataclass(frozen=True)
class Problem:
    place: int
    sentence: str
    facts: dict = field(default_factory=dict)
    sheet: str = ""  # where a workbook has several

    def told(self, translate=str):
        sentence = translate(self.sentence)
        sentence = sentence % self.facts if self.facts else sentence
        if not self.sheet:
            return sentence
        facts = {"sheet": self.sheet, "sentence": sentence}
        return translate(_("Sheet “%(sheet)s”: %(sentence)s")) % facts


@dataclass
class Parsed:
    counted_in: str  # "line" or "row"
    questions: list[Question] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    sheet: str = ""

    def error(self, place, sentence, **facts):
        self.errors.append(Problem(place, sentence, facts, self.sheet))

    def warn(self, place, sentence, **facts):
        problem = Problem(place, sentence, facts, self.sheet)
        # Two options of one question may give cause for the same sentence.
        if self.warnings[-1:] != [problem]:
            self.warnings.append(problem)

    def append(self, other):
        """What was read further on: in the next sheet."""
        self.questions += other.questions
        self.errors += other.errors
        self.warnings += other.warnings

    def add(self, question):
        """Takes a question, or says why it cannot be taken; warns of what looks wrong in it."""
        settle(question)
        fault, facts = fault_of(question)
        if fault:
            self.error(question.place, fault, **facts)
            return
        for warning, facts in doubts_about(question):
            self.warn(question.place, warning, **facts)
        question.sheet = self.sheet
        self.questions.append(question)

    def as_json(self, imported, duplicates, translate=str):
        def told(problem):
            return {self.counted_in: problem.place, "message": problem.told(translate)}

        return {
            "imported": imported,
            "duplicates": duplicates,
            "questions": [self._question_as_json(question) for question in self.questions],
            "errors": [told(problem) for problem in self.errors],
            "warnings": [told(problem) for problem in self.warnings],
        }

    def _question_as_json(self, question):
        return {
            "type": question.type,
            "name": question.name,
            "text": question.text,
            "answers": [_answer_as_json(answer) for answer in question.answers],
            self.counted_in: question.place,
        }


def _answer_as_json(answer):
    told = {"text": answer.text, "fraction": float(answer.fraction), "feedback": answer.feedback}
    if answer.tolerance is not None:
        told["tolerance"] = float(answer.tolerance)
    if answer.match is not None:
        told["match"] = answer.match
    return told
