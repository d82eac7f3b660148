"""Everything about one exam as plain data: what `analyse_items --json` prints."""

import math
from dataclasses import asdict

import numpy as np

from exams.analysis.classical import exam_figures, item_figures
from exams.analysis.flags import flags_of
from exams.analysis.responses import answers_of, marks_of

MODELS = ("ctt", "rasch", "2pl")


def analyse(responses, key=None, model="ctt"):
    """Figures of an exam's responses; with a key (item → answer) they are raw answers.

    An empty cell counts 0 in all classical figures, whatever the model; Rasch and 2PL leave it
    out. What is not defined is None.
    """
    answers = answers_of(responses, key) if key is not None else None
    marks = answers.marks() if answers else marks_of(responses)
    estimates = _estimates(marks, responses, model) if model != "ctt" else None
    marks[np.isnan(marks)] = 0
    figures = item_figures(marks)
    flags = flags_of(marks, figures, answers)
    test = {name: plain(value) for name, value in asdict(exam_figures(marks)).items()}
    if estimates:
        test["log_likelihood"] = plain(estimates.log_likelihood)
    return {
        "persons": len(marks),
        "items": [
            _item(name, place, figures, flags[place], estimates)
            for place, name in enumerate(responses.items)
        ],
        "test": test,
    }


def _estimates(marks, responses, model):
    # SciPy takes half a second to load, and only these models need it.
    from exams.analysis.latent import estimate, right_or_wrong

    return estimate(right_or_wrong(marks, responses.items, responses.rows), model)


def _item(name, place, figures, flags, estimates):
    item = {
        "name": name,
        "facility": plain(figures.facility[place]),
        "sd": plain(figures.sd[place]),
        "item_total_r": plain(figures.item_total_r[place]),
        "item_rest_r": plain(figures.item_rest_r[place]),
        "discrimination_index": plain(figures.discrimination_index[place]),
        "discriminative_efficiency": plain(figures.discriminative_efficiency[place]),
        "flags": flags,
    }
    if estimates:
        item |= {"b": plain(estimates.b[place]), "a": plain(estimates.a[place])}
    return item


def plain(value):
    """A number JSON knows, or None."""
    value = float(value)
    return value if math.isfinite(value) else None
