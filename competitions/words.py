"""The sentences for what the pure rule refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # marks
    "missing_columns": _("These columns are missing: %(columns)s."),
    "not_a_table": _("This is not a table of marks in CSV."),
    "bad_row": _("This row has no entry or no judge, or too many cells."),
    "unknown_criterion": _("The rules know no criterion “%(criterion)s”."),
    "cell_twice": _("The mark of %(judge)s for %(criterion)s is there twice."),
    "not_a_mark": _("“%(mark)s” is neither a mark nor recused, absent or void."),
    "mark_out_of_range": _("The rules do not allow the mark %(mark)s here."),
    "mixed_sheet": _("%(judge)s: recused, absent or void hold for all criteria or for none."),
    "pending": _("The marks of %(judge)s are not all there."),
    "too_few_judges": _("Only %(n)s judges count: that is too few for a result."),
    # rules
    "not_json": _("The rules are not JSON."),
    "not_an_object": _("The rules must be one JSON object."),
    "unknown_key": _("The rules do not know “%(key)s”."),
    "no_criteria": _("The rules name no criteria."),
    "criterion_twice": _("The criterion “%(key)s” is there twice."),
    "criterion_without_key": _("A criterion has no key."),
    "negative_weight": _("The weight of “%(key)s” is below 0."),
    "step_not_above_0": _("The step of “%(key)s” must be above 0."),
    "not_a_number": _("%(name)s of “%(key)s” is not a plain decimal."),
    "not_a_count": _("%(name)s is not a whole number."),
    "unknown_tie_step": _("The rules do not know the tie step “%(step)s”."),
    "not_a_choice": _("%(name)s must be one of: %(allowed)s."),
    # files
    "no_such_file": _("The file %(name)s cannot be read."),
    "not_text": _("The file %(name)s is neither UTF-8 nor GB 18030."),
}


def sentence(fault):
    return str(SENTENCES[fault.code]) % fault.facts
