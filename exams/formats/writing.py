"""Which writer is for which format."""

from exams.formats import gift_writing, moodle_writing, table_writing

WRITERS = {
    "gift": gift_writing.write,
    "moodlexml": moodle_writing.write,
    "xlsx": table_writing.write,
}
# The others hold words only.
WITH_PICTURES = ("moodlexml",)
ENDINGS = {"gift": "txt", "moodlexml": "xml", "xlsx": "xlsx"}
