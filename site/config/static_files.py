"""Static files: one stylesheet and one script on the wire, many files on the disk."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import\s+"([^"]+)";\s*')
# `import { Clock } from "./clock.js";` and, in the file itself, `export class Clock`.
MODULE = re.compile(r'^import \{[^}]*\} from "\./([^"]+)";\s*', re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
# Files that are put together when collected: a first visit may make four requests in all.
BUNDLES = [
    "css/site.css", "css/exam.css", "css/pad.css", "css/hall.css", "exams/sitting.js",
    "exams/leftover.js",
]  # fmt: skip


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Writes the files a stylesheet or script imports into the file itself, then hashes it."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in BUNDLES:
                if name in paths:
                    self._write(name, _inlined(paths, name, set()))
            # Django reads what it hashes from where it was found: these are found here now.
            paths = {**paths, **{name: (self, name) for name in BUNDLES if name in paths}}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _write(self, name, text):
        self.delete(name)
        self._save(name, ContentFile(text.encode()))


def _inlined(paths, name, there):
    """The text of a file, read from its source, with its imports in their places.

    What is `there` already is not written twice: two modules may import the same third one.
    """
    if name in there:
        return ""
    there.add(name)
    storage, path = paths[name]
    with storage.open(path) as file:
        text = file.read().decode()
    folder = name.rpartition("/")[0]
    if name.endswith(".js"):
        text = MODULE.sub(lambda found: _inlined(paths, _join(folder, found[1]), there), text)
        return EXPORT.sub("", text)
    return IMPORT.sub(lambda found: _inlined(paths, _join(folder, found[1]), there), text)


def _join(folder, relative):
    parts = folder.split("/")
    for part in relative.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
