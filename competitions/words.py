"""The sentences for what the pure rule refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # marks
    "missing_columns": _("These columns are missing: %(columns)s."),
    "columns_twice": _("These columns are there twice: %(columns)s."),
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
    "min_above_max": _("The lowest mark of “%(key)s” is above its highest."),
    "not_a_number": _("%(name)s of “%(key)s” is not a plain decimal."),
    "not_a_count": _("%(name)s is not a whole number."),
    "unknown_tie_step": _("The rules do not know the tie step “%(step)s”."),
    "not_a_choice": _("%(name)s must be one of: %(allowed)s."),
    # time on stage
    "not_bands": _("The penalties “%(name)s” are not a list of seconds and points, in order."),
    "limit_without_bands": _("For “%(name)s” the limit and the penalties belong together."),
    "not_a_timesheet": _("This is not a table of times in CSV."),
    "time_twice": _("This row has no entry, or the entry has a time already."),
    "not_seconds": _("“%(text)s” is not a number of seconds."),
    # the rules of a quiz
    "no_rounds": _("The rules name no rounds."),
    "round_without_key": _("A round has no key."),
    "round_twice": _("The round “%(key)s” is there twice."),
    "no_stakes": _("The round “%(key)s” needs its stakes: different whole numbers above 0."),
    "not_points": _("%(name)s is not a number of points that fits there."),
    # what cannot happen in a quiz
    "no_such_round": _("There is no round “%(round)s”."),
    "no_such_team": _("The team %(team)s does not take part."),
    "no_paper": _("By these rules the written paper gives no points to start with."),
    "paper_twice": _("What %(team)s brings from the paper is written down already."),
    "quiz_begun": _("The first question has been put already."),
    "no_such_act": _("Nothing called “%(act)s” happens in a quiz."),
    "no_such_outcome": _("This round does not know the outcome “%(outcome)s”."),
    "question_put_already": _("Question %(question)s has been put already."),
    "question_not_put": _("Question %(question)s has not been put yet."),
    "question_over": _("Question %(question)s is over."),
    "sudden_death_of_one": _("Sudden death needs at least 2 teams."),
    "decided_already": _("For %(team)s it is decided already."),
    "risk_of_one_team": _("A risk question belongs to one team."),
    "no_such_stake": _("Nobody can stake %(value)s here."),
    "nothing_to_choose": _("In the round “%(round)s” no team chooses its question."),
    "stake_used": _("%(team)s has staked %(value)s already."),
    "turns_over": _("%(team)s has had all its risk questions."),
    "not_buzzed": _("In this round nobody has to be the quickest."),
    "cannot_buzz": _("%(team)s cannot claim this question any more."),
    "no_right_to_answer": _("%(team)s has no right to answer now."),
    "nothing_to_undo": _("There is no entry %(number)s that could be undone."),
    "undo_later_first": _("First undo entry %(number)s, which rests on this one."),
    # the draw of the order
    "list_not_utf8": _("The list is not text in UTF-8."),
    "empty_list": _("The list has no codes: one code a line."),
    "code_twice": _("The code %(code)s is there twice; it stands in line %(first)s already."),
    "code_with_comma": _("The code “%(code)s” holds a comma, which separates codes."),
    "no_secret_value": _("The secret is empty."),
    "no_public_value": _("The public value is empty."),
    "secret_not_text": _("The secret is not text in UTF-8."),
    "public_not_text": _("The public value is not text in UTF-8."),
    # a bundle that is to prove a result
    "not_a_bundle": _("This file is no bundle of a result."),
    "bundle_too_large": _("This file is too large for a bundle."),
    "bundle_lacks": _("The bundle lacks: %(names)s."),
    "other_rules": _("The rules are not those of the result."),
    "other_marks": _("The marks or times are not those of the result."),
    "entry_on_one_side": _("This entry is in the marks or in the result, but not in both."),
    "other_result": _("%(name)s is %(found)s by the rules, and %(published)s in the result."),
    "chain_broken": _("The log is broken at line %(number)s."),
    "not_in_chain": _("The log does not know that this result was published."),
    # files
    "no_such_file": _("The file %(name)s cannot be read."),
    "not_text": _("The file %(name)s is neither UTF-8 nor GB 18030."),
}


def sentence(fault):
    return str(SENTENCES[fault.code]) % fault.facts
