from uuid import uuid4

from competitions.models import Performance, Sheet, Stage, Timekeeper
from competitions.services import corrections
from competitions.services.quiz import protests
from tests import make
from tests.access.rows import COUNTY, EVERYONE, OPERATORS, Row

HOLDERS = frozenset({"operator", "organiser"})
HOSTS = HOLDERS | {"judge"}
SIGNERS = HOLDERS | {"supervisor"}
READERS = COUNTY | {"officer", "officer.neighbour", "operator", "director"}


def _stage(world):
    return make.stage_with_panel(judges=3, entries=1, unit=world.township)


def contest(world):
    return {"pk": make.contest(world.township).pk}


def draft(world):
    return {"pk": make.rule_set(make.contest(world.township), published=False).pk}


def stage(world):
    return {"pk": _stage(world).pk}


def entry(world):
    return {"pk": _stage(world).entries.get().pk}


def seat(world):
    stage = make.stage(unit=world.township)
    return {"pk": make.seat(stage, approved=False).pk}


def performance(world):
    return {"pk": _stage(world).performances.get().pk}


def sheet(world):
    return {"pk": make.open_entry(_stage(world)).sheets.first().pk}


def result(world):
    stage = _stage(world)
    make.judge_all(make.open_entry(stage))
    return {"pk": make.snapshot(stage, confirmed=False).pk}


def drawn(world):
    return {"pk": make.draw(_stage_of_two(world)).pk}


def to_be_drawn(world):
    return {"pk": _stage_of_two(world).pk}


def _stage_of_two(world):
    return make.stage_with_panel(judges=3, entries=2, unit=world.township)


def published(world):
    stage = _stage(world)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)
    return {"pk": stage.pk}


def conflict(world):
    stage = _stage(world)
    return {"pk": stage.panel.seats.first().pk, "entry": stage.entries.get().pk}


def any_seat(world):
    return {"pk": _stage(world).panel.seats.first().pk}


def token(world):
    return {"token": "not-a-code-anybody-has"}


def correction(world):
    stage = Stage.objects.get(pk=published(world)["pk"])
    sheet = Sheet.objects.filter(performance__stage=stage).first()
    made = corrections.propose_marks(sheet, make.marks(39), "A slip", make.person())
    return {"pk": made.pk}


def signed_sheet(world):
    stage = published(world)["pk"]
    return {"pk": Sheet.objects.filter(performance__stage=stage).first().pk}


def signed(world):
    return {"pk": Performance.objects.get(stage=published(world)["pk"]).pk}


def timekeeper(world):
    return {"pk": Timekeeper.objects.create(stage=_stage(world), person=make.person()).pk}


def timed(world):
    """An entry on stage, and the person without any post to take its time."""
    stage = _stage(world)
    Timekeeper.objects.create(stage=stage, person=world["judge"])
    return {"pk": make.open_entry(stage).pk}


def timed_stage(world):
    return {"pk": Performance.objects.get(pk=timed(world)["pk"]).stage_id}


def judged(world):
    """A seat for the person without any post, and an entry open on her pad."""
    stage = _stage(world)
    own = make.seat(stage, world["judge"])
    make.open_entry(stage)
    return {"pk": own.pk}


def judged_and_sent(world):
    kwargs = judged(world)
    sheet = Sheet.objects.get(seat=kwargs["pk"])
    make.judge_all(sheet.performance)
    CORRECTION["sheet"] = str(sheet.pk)
    return kwargs


def call(world):
    """A call of the township's stage to its villages."""
    stage = make.stage(unit=world.township)
    make.call(stage, asks=5)
    return {"pk": stage.pk}


def unsent(world):
    stage = make.stage(unit=world.township)
    make.call(stage, asks=5, sent=False)
    return {"pk": stage.pk}


def asked_village(world):
    return {**call(world), "unit": world.village.pk}


def entered(world):
    stage = make.stage(unit=world.township)
    called = make.call(stage, asks=5, substitutes=1)
    return {"pk": make.entered(called, world.village, [world["officer"]]).pk}


def over(world):
    return {"pk": make.judged_stage(35, units=[world.village], unit=world.township).pk}


def draft_of_awards(world):
    made = make.stage(unit=world.township)
    make.award_rules(made, published=False)
    return {"pk": made.pk}


def _awarded(world, **fields):
    judged_stage = make.judged_stage(35, units=[world.village], unit=world.township)
    make.award_rules(judged_stage)
    return make.award_list(judged_stage, **fields)


def awarded(world):
    return {"pk": _awarded(world).stage_id}


def to_be_compiled(world):
    made = over(world)
    from competitions.models import Stage

    make.award_rules(Stage.objects.get(**made))
    return made


def list_in_work(world):
    return {"pk": _awarded(world, checked=False).pk}


def list_checked(world):
    return {"pk": _awarded(world, published=False).pk}


def list_published(world):
    return {"pk": _awarded(world).pk}


def special(world):
    from competitions.services.awards import name_special

    made = _awarded(world, checked=False)
    entry = made.stage.entries.get()
    return {"pk": name_special(made, "Best voice", entry, "Clear", world["organiser"]).pk}


CORRECTION = {"sheet": str(uuid4())}


def knowledge(world):
    return {"pk": make.quiz_stage(world.township).contest_id}


def quiz_rules(world):
    contest = make.quiz_stage(world.township).contest
    return {"pk": make.quiz_rule_set(contest, published=False).pk}


def quiz_stage(world):
    return {"pk": make.quiz_stage(world.township).pk}


def quiz(world):
    """Hosted by the person without any post."""
    made = make.quiz(world.township)
    made.host = world["judge"]
    made.save(update_fields=["host"])
    return {"pk": made.pk}


def quiz_question(world):
    made = make.quiz(world.township)
    return {"pk": made.questions.create(round="must", number=1, version=make.question()).pk}


def quiz_team(world):
    return {"pk": make.quiz(world.township).teams.first().pk}


def quiz_protest(world):
    made = make.quiz(world.township)
    event = make.put(made)
    team = made.teams.first()
    return {"pk": protests.protest(made, make.person(), event, team, "No").pk}


def _quiz_result(world, **signed):
    made = make.quiz(world.township)
    make.put(made)
    make.deed(made, "quick 1 void")
    return make.quiz_result(made, **signed)


def quiz_result(world):
    return {"pk": _quiz_result(world, confirmed=False).pk}


def quiz_published(world):
    return {"pk": _quiz_result(world).stage.quiz.pk}


def _row(name, may, build, method="get", **more):
    return Row(f"competitions:{name}", may, build, method, **more)


ROWS = [
    Row("competitions:stage_paper", HOLDERS, stage),
    Row("competitions:contest_list", EVERYONE),
    Row("competitions:contest_create", OPERATORS | {"organiser"}),
    _row("contest_detail", READERS, contest),
    _row("contest_edit", HOLDERS, contest),
    _row("contest_announce", HOLDERS, contest, "post"),
    _row("rules_edit", HOLDERS, contest),
    _row("rules_publish", HOLDERS, draft, "post"),
    _row("stage_create", HOLDERS, contest),
    _row("stage_detail", READERS, stage),
    _row("stage_edit", HOLDERS, stage),
    _row("entry_create", HOLDERS, stage),
    _row("entry_withdraw", HOLDERS, entry, "post"),
    _row("panel", HOLDERS, stage),
    _row("panel_approve", HOLDERS, stage, "post"),
    _row("seat_dismiss", HOLDERS, seat, "post"),
    _row("desk", HOLDERS, stage),
    _row("desk_live", HOLDERS, stage),
    _row("performance_open", HOLDERS, performance, "post"),
    _row("result_lock", HOLDERS, stage, "post"),
    _row("result_check", SIGNERS, result),
    _row("result_confirm", SIGNERS, result, "post"),
    _row("result_discard", SIGNERS, result, "post"),
    _row("result_publish", HOLDERS, result, "post"),
    _row("sheet_excuse", HOLDERS, sheet),
    _row("sheet_send_back", HOLDERS, sheet),
    _row("sheet_paper", HOLDERS, sheet),
    _row("paper_throw_away", HOLDERS, sheet, "post"),
    Row("competitions:draw_check", EVERYONE, public=True),
    _row("draw", EVERYONE, to_be_drawn, public=True),
    _row("draw_hold", HOLDERS, stage),
    _row("draw_commit", HOLDERS, to_be_drawn, "post"),
    _row("draw_by_hand", HOLDERS, stage),
    _row("draw_reveal", HOLDERS, drawn, "post", data={"public": "4 6 1"}),
    _row("draw_void", HOLDERS, drawn, "post", data={"reason": "A team is late"}),
    _row("pad", {"judge"}, judged),
    _row("pad_state", {"judge"}, judged),
    _row("pad_send", {"judge"}, judged, "post"),
    _row("pad_correction", {"judge"}, judged_and_sent, "post", data=CORRECTION),
    _row("quiz_rules_edit", HOLDERS, knowledge),
    _row("quiz_rules_publish", HOLDERS, quiz_rules, "post"),
    _row("quiz_create", HOLDERS, quiz_stage, "post"),
    _row("quiz_setup", HOLDERS, quiz),
    _row("quiz_teams", HOLDERS, quiz, "post"),
    _row("quiz_questions", HOLDERS, quiz),
    _row("quiz_question_change", HOLDERS, quiz_question, "post"),
    _row("quiz_paper", HOLDERS, quiz),
    _row("quiz_paper_take", HOLDERS, quiz, "post"),
    _row("quiz_codes", HOSTS, quiz),
    _row("quiz_codes_give", HOSTS, quiz, "post"),
    _row("quiz_code_renew", HOLDERS, quiz_team, "post"),
    _row("quiz_desk", HOSTS, quiz),
    _row("quiz_desk_live", HOSTS, quiz),
    _row("quiz_act", HOSTS, quiz, "post"),
    _row("quiz_show", HOSTS, quiz, "post"),
    _row("quiz_protests", HOSTS, quiz),
    _row("quiz_protest_rule", HOLDERS, quiz_protest),
    _row("quiz_lock", HOLDERS, quiz, "post"),
    _row("correct_line", HOLDERS, quiz_published),
    _row("quiz_result", SIGNERS, quiz_result),
    _row("quiz_confirm", SIGNERS, quiz_result, "post"),
    _row("quiz_publish", HOLDERS, quiz_result, "post"),
    _row("quiz_board", EVERYONE, quiz, public=True),
    _row("quiz_board_live", EVERYONE, quiz, public=True),
    _row("quiz_join", EVERYONE, quiz, public=True),
    _row("quiz_buzzer", EVERYONE, quiz, public=True),
    _row("quiz_buzzer_live", EVERYONE, quiz, public=True),
    _row("quiz_press", EVERYONE, quiz, "post", public=True),
    _row("quiz_record", EVERYONE, quiz_published, public=True),
    _row("quiz_ledger", EVERYONE, quiz_published, public=True),
    _row("board", EVERYONE, published, public=True),
    _row("board_rows", EVERYONE, published, public=True),
    _row("result_list", EVERYONE, published, public=True),
    _row("result_sheet", EVERYONE, published, public=True),
    _row("result_marks", EVERYONE, published, public=True),
    _row("result_rules", EVERYONE, published, public=True),
    _row("timekeepers", HOLDERS, stage),
    _row("timekeeper_dismiss", HOLDERS, timekeeper, "post"),
    _row("timekeeping", HOLDERS | {"judge"}, timed_stage),
    _row("timekeeping_live", HOLDERS | {"judge"}, timed_stage),
    _row("timing_start", HOLDERS | {"judge"}, timed, "post"),
    _row("timing_stop", HOLDERS | {"judge"}, timed, "post"),
    _row("timing_note", HOLDERS | {"judge"}, timed),
    _row("reveal", HOLDERS, stage),
    _row("reveal_next", HOLDERS, stage, "post", data={"step": "0"}),
    _row("reveal_all", HOLDERS, stage, "post"),
    _row("screen", EVERYONE, published, public=True),
    _row("screen_live", EVERYONE, published, public=True),
    _row("result_times", EVERYONE, published, public=True),
    _row("corrections", SIGNERS, published),
    _row("correct_sheet", HOLDERS, signed_sheet),
    _row("correct_time", HOLDERS, signed),
    _row("correction", SIGNERS, correction),
    _row("correction_approve", SIGNERS, correction, "post"),
    _row("correction_decline", SIGNERS, correction, "post", data={"reason": "No"}),
    _row("conflicts", HOLDERS, stage),
    _row("conflict_override", HOLDERS, conflict),
    _row("pad_conflicts", {"judge"}, judged),
    _row("seat_keys", HOLDERS, stage),
    _row("key_revoke", HOLDERS, any_seat, "post"),
    Row("competitions:seat_enter", EVERYONE, public=True),
    _row("seat_key", EVERYONE, token, public=True),
    _row("judges", HOLDERS, published),
    _row("judges_table", HOLDERS, published),
    _row("chain", EVERYONE, published, public=True),
    _row("bundle", EVERYONE, published, public=True),
    _row("call_edit", HOLDERS, stage),
    _row("call_send", HOLDERS, unsent, "post"),
    _row("registration", READERS, call),
    _row("registration_create", HOLDERS | {"officer"}, asked_village),
    _row("registration_edit", HOLDERS | {"officer"}, entered),
    _row("registration_withdraw", HOLDERS | {"officer"}, entered),
    _row("registration_step_in", HOLDERS | {"officer"}, entered),
    _row("stage_advance", HOLDERS, over),
    _row("stage_advance_do", HOLDERS, over, "post"),
    _row("stage_origins", EVERYONE, stage, public=True),
    Row("competitions:contest_season", EVERYONE, public=True),
    _row("contest_public", EVERYONE, contest, public=True),
    _row("contest_calendar", EVERYONE, contest, public=True),
    _row("rules_try", HOLDERS, draft),
    _row("award_list", EVERYONE, awarded, public=True),
    _row("award_rules", HOLDERS, stage),
    _row("award_rules_publish", HOLDERS, draft_of_awards, "post"),
    _row("award_compile", HOLDERS, to_be_compiled, "post"),
    _row("award_work", SIGNERS, awarded),
    _row("award_decide", HOLDERS, list_in_work, "post"),
    _row("special_award_create", HOLDERS, list_in_work, "post"),
    _row("special_award_remove", HOLDERS, special, "post"),
    _row("award_check", SIGNERS, list_in_work, "post"),
    _row("award_send_back", SIGNERS, list_in_work, "post", data={"reason": "A name is wrong"}),
    _row("award_take_back", HOLDERS, list_published, "post", data={"reason": "A name is wrong"}),
    _row("award_publish", HOLDERS, list_checked, "post"),
]
