"""`make bench-import`: how long 10,000 questions take to come into a bank.

Of all types, as GIFT and as a workbook, into a fresh SQLite database of its own; imported a second
time, which must add nothing. Prints seconds; ends with 1 when an import needs more than thirty.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
QUESTIONS, MOST_SECONDS = 10_000, 30.0


def set_up(folder):
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    settings.DATABASES["default"]["NAME"] = str(folder / "db.sqlite3")
    django.setup()
    call_command("migrate", verbosity=0)


def questions():
    from tests.make.exams import ANSWERS, parsed_of

    types = list(ANSWERS)
    return [
        parsed_of(types[n % len(types)], f"第 {n} 题：下面哪一项说得对？", topic=f"知识点 {n % 20}")
        for n in range(QUESTIONS)
    ]


def measured(label, work):
    started = time.monotonic()
    done = work()
    seconds = time.monotonic() - started
    print(f"{label:36} {seconds:6.2f} s")
    return seconds, done


def imported(format_, data, bank):
    from exams.formats import reading
    from exams.services import banks

    def tell(done, total):
        if sys.stdout.isatty():
            print(f"{done} of {total}", end="\r")

    return banks.import_questions(bank, reading.read(data, format_), tell)


def main():
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        from exams.formats.writing import WRITERS
        from exams.models import Bank

        slowest, many = 0, questions()
        for format_ in ("gift", "moodlexml", "xlsx"):
            data = WRITERS[format_](many)
            bank = Bank.objects.create(name=format_)
            for again in (False, True):
                label = f"{format_}, {'once more' if again else 'first time'}"
                seconds, done = measured(label, lambda d=data, b=bank, f=format_: imported(f, d, b))
                assert done.imported == (0 if again else QUESTIONS), done
                slowest = max(slowest, seconds)
    return 1 if slowest > MOST_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
