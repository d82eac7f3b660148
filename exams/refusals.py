"""What the rules on spreadsheets refuse: a sentence, its place and its facts, without Django."""


class Refused(Exception):
    """Its sentence may be shown once it is translated; a row counts from 1, the header is row 1."""

    def __init__(self, sentence, *, row=None, column=None, **facts):
        super().__init__(sentence)
        self.sentence, self.row, self.column = sentence, row, column
        self.facts = {"row": row, "column": column, **facts}

    def told(self, translate=str):
        return translate(self.sentence) % self.facts

    def as_json(self, translate=str):
        place = {"row": self.row, "column": self.column}
        given = {key: value for key, value in place.items() if value is not None}
        return {**given, "message": self.told(translate)}
