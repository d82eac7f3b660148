"""PDF by typst. A template is ours; what people wrote comes in as data and is never markup."""

import json
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from press import fonts

TEMPLATES = Path(__file__).parent / "typst"
# A compiler is not made for two threads at once.
_one_at_a_time = Lock()


@cache
def _compiler():
    """One a process: to look for fonts takes longer than to set a page."""
    return typst.Compiler(root=TEMPLATES, font_paths=fonts.installed())


def render(template, data, at=None):
    """The bytes of a PDF: `typst/<template>.typ`, which reads `data` (anything JSON can hold).

    `at` is the moment written into the file; the same data and moment give the same bytes.
    """
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "fonts": json.dumps(
            {
                "body": fonts.stack(fonts.BODY),
                "title": fonts.stack(fonts.TITLE),
                "heading": fonts.stack(fonts.HEADING),
            }
        ),
    }
    with _one_at_a_time:
        return _compiler().compile(
            input=TEMPLATES / f"{template}.typ",
            format="pdf",
            sys_inputs=inputs,
            timestamp=int(at.timestamp()) if at else None,
        )
