from datetime import timedelta

from django.utils import timezone

from exams.models import Attempt, Script, Topic
from exams.protocol import Act
from exams.services import appeals, blueprints, extensions, key_changes, late, sittings
from tests import make
from tests.access.rows import DIRECTORS, EVERYONE, OFFICERS, OPERATORS, Row
from tests.exams.access_after import AFTER

ORGANISER = {"organiser"}
CALLED = {"officer", "officer.neighbour", "operator"}
ALL_RESULTS = {"organiser", "supervisor"}
INVIGILATORS = {"operator", "organiser"}
WATCHING = {"operator", "director", "organiser", "supervisor"}


def _exam(world, **fields):
    return make.exam([world.township], **fields)


def _exam_pk(world):
    return {"pk": _exam(world).pk}


def _by_lot_pk(world):
    """Of which each person has a paper of her own."""
    blueprint = make.blueprint(make.bank(questions=4), [(None, "", "", 2, 1)])
    return {"pk": _exam(world, paper=blueprints.make_pool(blueprint, "Own papers")).pk}


def _gone_place(world):
    """A place on a draft of forms whose question was retired."""
    bank = make.bank(questions=6)
    paper = make.forms_of(make.blueprint(bank, [(None, "", "", 2, 1)])).paper
    place = paper.questions.first()
    bank.questions.filter(pk=place.version.question_id).update(state="retired")
    return {"pk": paper.pk, "place": place.pk}


def _draft_pk(world):
    return {"pk": _exam(world, published=False).pk}


def _over_pk(world):
    return {"pk": _exam(world, at=_two_days_ago()).pk}


def _analysed_pk(world):
    return {"pk": make.analysed(_exam(world, at=_two_days_ago()), 5).pk}


def _analysed_question(world):
    exam = make.analysed(_exam(world, at=_two_days_ago()), 5)
    return {"pk": exam.pk, "version": exam.paper.content["questions"][0]["version"]}


def _two_days_ago():
    return timezone.now() - timedelta(days=2)


def _attempt_pk(world):
    return {"pk": make.attempt(_exam(world), world["officer"]).pk}


def _handed_in_pk(world):
    return {"pk": make.handed_in(_exam(world), world["officer"]).pk}


def _late_pk(world):
    """A sitting to which an answer came late."""
    now = timezone.now()
    exam = _exam(world, at=now - timedelta(days=2))
    attempt = make.handed_in(exam, world["officer"], now=exam.opens_at)
    sittings.save(attempt.pk, "A", 1, [Act(1, 1, ("a",))], now)
    return {"pk": exam.pk, "attempt": attempt.pk}


def _asked_pk(world):
    kwargs = _late_pk(world)
    attempt = Attempt.objects.get(pk=kwargs["attempt"])
    late.ask(attempt, "No network.", make.person(), timezone.now())
    return kwargs


def _first_version(exam):
    return exam.paper.content["questions"][0]["version"]


def _wrong_key(world):
    exam = _exam(world, at=_two_days_ago())
    return {"pk": exam.pk, "version": _first_version(exam)}


def _key_change(world, by=None):
    exam, by = _exam(world, at=_two_days_ago()), by or make.person()
    way, key = "key", {"right": ["b"]}
    change = key_changes.propose(
        exam, _first_version(exam), way, key, "B is right.", by, timezone.now()
    )
    return {"pk": exam.pk, "change": change.pk}


def _first_marking(world):
    return {"pk": _exam(world, at=_two_days_ago()).pk, "number": 1}


def _objectionable(world):
    """A sitting with nothing right, whose results are out."""
    now = timezone.now()
    exam = _exam(world, at=now - timedelta(days=2), appeal_days=7)
    return make.handed_in(exam, world["officer"], {1: "b"}, now=exam.opens_at)


def _appeal(world):
    return {"pk": _objectionable(world).pk, "slot": 1}


def _appeal_to_answer(world):
    attempt = _objectionable(world)
    made = appeals.put(attempt, 1, "B is right too.", world["officer"], timezone.now())
    return {"pk": attempt.exam_id, "appeal": made.pk}


def _allowance_pk(world):
    exam, now = _exam(world), timezone.now()
    given = extensions.allow(exam, world["officer"], "eyes", make.person(), now, minutes=10)
    return {"pk": exam.pk, "allowance": given.pk}


def _bank_pk(world):
    return {"pk": make.bank().pk}


def _export_of(world):
    return {"pk": make.bank(questions=1).pk, "format_": "gift"}


def _type_of(world):
    return {"pk": make.bank().pk, "type_": "single"}


def _topic_pk(world):
    return {"pk": Topic.objects.create(bank=make.bank(), name="Files").pk}


def _picture(world):
    return {"sha256": make.question(picture=make.picture()).picture.sha256}


def _question_pk(world):
    return {"pk": make.question().question_id}


def _paper_pk(world):
    return {"pk": make.paper().pk}


def _blueprint_pk(world):
    return {"pk": make.blueprint().pk}


def _assembly_pk(world):
    asked = blueprints.ask_for_forms(make.blueprint(), 2, "Forms", world["organiser"])
    return {"pk": asked.pk}


def _script(world):
    """An answer in words of the officer, marked by the instructor and one more."""
    exam = make.essay_exam(world.township)
    for person in (world["instructor"], make.person("supervisor")):
        make.marker_of(exam, person)
    make.sat_in_words(exam, world["officer"])
    return Script.objects.get()


def _by_people_pk(world):
    return {"pk": _script(world).attempt.exam_id}


def _reading(world):
    script = _script(world)
    return {
        "pk": script.attempt.exam_id,
        "reading": script.readings.get(marker=world["instructor"]).pk,
    }


def _script_of(world):
    script = _script(world)
    return {"pk": script.attempt.exam_id, "script": script.pk}


def _task_slot(world):
    return {"pk": make.attempt(_exam(world), world["officer"]).pk, "slot": 2}


def _file(world):
    """The photo of the officer, to be marked by the instructor."""
    exam = make.essay_exam(world.township, types=("task",))
    make.marker_of(exam, world["instructor"])
    return {"pk": make.file_of(exam, world["officer"]).pk}


def _named_marker(world):
    exam = make.essay_exam(world.township)
    make.marker_of(exam, world["instructor"])
    return {"pk": exam.pk, "marker": exam.markers.get().pk}


def _named(world):
    _named_marker(world)
    return {}


def _print_of(world):
    return {"pk": make.paper().pk, "form": 1, "what": "paper"}


def _sheet_of(world):
    called = make.candidate(_exam(world), world["officer"])
    return {"pk": called.exam_id, "candidate_pk": called.pk}


def _spot_exam_pk(world):
    return {"pk": make.spot_exam([world.township]).pk}


def _sealed(world):
    return {"number": make.sealed(make.spot_exam([world.township])).round}


def _drawn(world):
    return {"number": make.drawn(make.spot_exam([world.township])).round}


def _pool_township(world):
    return _sealed(world) | {"code": world.township.code}


TYPING = {"operator", "organiser"}


def _practice_topic_pk(world):
    return {"pk": make.practice_question(topic="Typing").question.topic_id}


def _wrong_topic_pk(world):
    card = make.wrong_card(world["officer"], make.practice_question(topic="Typing"))
    return {"pk": card.question.topic_id}


def _missed_pk(world):
    long_ago = timezone.now() - timedelta(days=2)
    return {"pk": make.handed_in(_exam(world, at=long_ago), world["officer"], now=long_ago).pk}


def _left_card_pk(world):
    return {"pk": make.wrong_card(world["officer"]).pk}


LEARNERS = OFFICERS | OPERATORS
ROWS = [
    *AFTER,
    Row("exams:exam_list", EVERYONE),
    Row("exams:exam_detail", CALLED, _exam_pk),
    Row("exams:exam_watch", INVIGILATORS, _exam_pk),
    Row("exams:watch_live", INVIGILATORS, _exam_pk),
    Row("exams:watch_extend", INVIGILATORS, _exam_pk, method="post"),
    Row("exams:watch_tell", INVIGILATORS, _exam_pk, method="post"),
    Row("exams:exam_late", INVIGILATORS, _over_pk),
    Row("exams:late_detail", INVIGILATORS, _late_pk),
    Row("exams:late_ask", INVIGILATORS, _late_pk, method="post"),
    Row("exams:late_decide", INVIGILATORS, _asked_pk, method="post"),
    Row("exams:exam_progress", WATCHING, _exam_pk),
    Row("exams:exam_results", {"operator", "organiser"}, _over_pk),
    Row("exams:exam_analysis", ALL_RESULTS, _analysed_pk),
    Row("exams:exam_analysis_units", ALL_RESULTS, _analysed_pk),
    Row("exams:exam_analysis_question", ALL_RESULTS, _analysed_question),
    Row("exams:exam_analysis_table", ALL_RESULTS, _analysed_pk),
    Row("exams:worker", EVERYONE, public=True),
    Row("exams:sitting", {"officer"}, _attempt_pk),
    Row("exams:sitting", {"officer"}, _attempt_pk, method="post"),
    Row("exams:file_hand_in", {"officer"}, _task_slot, method="post"),
    Row("exams:handed_in", {"officer", "instructor", "organiser"}, _file),
    Row("exams:result", {"officer"}, _handed_in_pk),
    # The exam is named in the body; one that does not exist is not there for anybody.
    Row("exams:attempt_start", set(), method="post", data={"exam": "0"}),
    Row("exams:attempt_detail", {"officer"}, _attempt_pk),
    Row("exams:attempt_claim", {"officer"}, _attempt_pk, method="post"),
    Row("exams:attempt_ops", {"officer"}, _attempt_pk, method="post"),
    Row("exams:attempt_submit", {"officer"}, _attempt_pk, method="post"),
    Row("exams:exam_overview", OPERATORS | DIRECTORS | {"organiser", "supervisor"}),
    Row("exams:exam_create", ORGANISER),
    Row("exams:exam_manage", ORGANISER, _exam_pk),
    Row("exams:exam_edit", ORGANISER, _draft_pk),
    Row("exams:exam_publish", ORGANISER, _draft_pk, method="post"),
    Row("exams:paper_list", ORGANISER),
    Row("exams:paper_create", ORGANISER),
    Row("exams:paper_detail", ORGANISER, _paper_pk),
    Row("exams:paper_edit", ORGANISER, _paper_pk),
    Row("exams:paper_arrange", ORGANISER, _paper_pk),
    Row("exams:paper_search", ORGANISER, _paper_pk),
    Row("exams:paper_preview", ORGANISER, _paper_pk),
    Row("exams:paper_prints", ORGANISER, _paper_pk),
    Row("exams:paper_print", ORGANISER, _print_of),
    Row("exams:entry_list", TYPING, _exam_pk),
    Row("exams:entry", TYPING, _sheet_of),
    Row("exams:exam_sheets", TYPING, _exam_pk),
    Row("exams:exam_own_papers", ORGANISER, _by_lot_pk, method="post"),
    Row("exams:exam_own_keys", ORGANISER, _by_lot_pk, method="post"),
    Row("exams:paper_copy", ORGANISER, _paper_pk),
    Row("exams:paper_replace", ORGANISER, _gone_place, method="post"),
    Row("exams:paper_discard", ORGANISER, _paper_pk, method="post"),
    Row("exams:blueprint_list", ORGANISER),
    Row("exams:blueprint_create", ORGANISER),
    Row("exams:blueprint_detail", ORGANISER, _blueprint_pk),
    Row("exams:blueprint_edit", ORGANISER, _blueprint_pk),
    Row("exams:blueprint_rows", ORGANISER, _blueprint_pk),
    Row("exams:blueprint_discard", ORGANISER, _blueprint_pk),
    Row("exams:assembly_detail", ORGANISER, _assembly_pk),
    Row("exams:exam_missed", ORGANISER, _over_pk),
    Row("exams:exam_missed", ORGANISER, _over_pk, method="post"),
    Row("exams:exam_extra_time", ORGANISER, _exam_pk),
    Row("exams:exam_extra_time", ORGANISER, _exam_pk, method="post"),
    Row("exams:extra_time_withdraw", ORGANISER, _allowance_pk, method="post"),
    Row("exams:exam_keys", ALL_RESULTS, _over_pk),
    Row("exams:key_propose", ORGANISER, _wrong_key),
    Row("exams:key_detail", ALL_RESULTS, _key_change),
    Row("exams:key_decide", ALL_RESULTS, _key_change, method="post"),
    Row("exams:key_take_back", ALL_RESULTS, _key_change, method="post"),
    Row("exams:appeal", {"officer"}, _appeal),
    Row("exams:appeal", {"officer"}, _appeal, method="post"),
    Row("exams:exam_appeals", ORGANISER, _over_pk),
    Row("exams:appeal_answer", ORGANISER, _appeal_to_answer),
    Row("exams:appeal_answer", ORGANISER, _appeal_to_answer, method="post"),
    Row("exams:marking_detail", ORGANISER, _first_marking),
    Row("exams:marking_list", {"instructor"}, _named),
    Row("exams:marking", {"instructor"}, _by_people_pk),
    Row("exams:reading", {"instructor"}, _reading),
    Row("exams:reading", {"instructor"}, _reading, method="post"),
    Row("exams:exam_marking", ORGANISER, _by_people_pk),
    Row("exams:exam_marking", ORGANISER, _by_people_pk, method="post"),
    Row("exams:marking_rule", ORGANISER, _by_people_pk),
    Row("exams:marker_withdraw", ORGANISER, _named_marker, method="post"),
    Row("exams:markers_remind", ORGANISER, _by_people_pk, method="post"),
    Row("exams:marking_finish", ORGANISER, _by_people_pk, method="post"),
    Row("exams:script", ORGANISER, _script_of),
    Row("exams:bank_list", ORGANISER),
    Row("exams:bank_detail", ORGANISER, _bank_pk),
    Row("exams:bank_export", ORGANISER, _export_of),
    Row("exams:question_detail", ORGANISER, _question_pk),
    Row("exams:question_edit", ORGANISER, _question_pk),
    Row("exams:question_settings", ORGANISER, _question_pk),
    Row("exams:question_review", ORGANISER, _question_pk, method="post", data={"state": "draft"}),
    # The other question is named in the body; one that is not there is a 404 for everybody.
    Row("exams:question_enemy", set(), _question_pk, method="post", data={"enemy": "0"}),
    Row("exams:question_types", ORGANISER, _bank_pk),
    Row("exams:question_create", ORGANISER, _type_of),
    Row("exams:bank_create", ORGANISER),
    Row("exams:bank_detail", ORGANISER, _bank_pk, method="post"),
    Row("exams:topic_list", ORGANISER, _bank_pk),
    Row("exams:topic_edit", ORGANISER, _topic_pk),
    Row("exams:topic_merge", ORGANISER, _topic_pk, method="post"),
    Row("exams:topic_remove", ORGANISER, _topic_pk, method="post"),
    Row("exams:duplicate_list", ORGANISER, _bank_pk),
    Row("exams:duplicate_settle", ORGANISER, _bank_pk, method="post"),
    Row("exams:picture", ORGANISER, _picture),
    Row("exams:exam_set_free", ORGANISER, _over_pk, method="post"),
    Row("exams:practice_home", LEARNERS),
    Row("exams:my_learning", LEARNERS),
    Row("exams:practise_today", LEARNERS),
    Row("exams:practise_today", LEARNERS, method="post"),
    Row("exams:practise_more", LEARNERS),
    Row("exams:practise_topic", LEARNERS, _practice_topic_pk),
    Row("exams:practise_in_order", LEARNERS, _bank_pk),
    Row("exams:practise_wrong", LEARNERS),
    Row("exams:practise_missed", {"officer"}, _missed_pk),
    Row("exams:wrong_book", LEARNERS),
    Row("exams:wrong_book_print", LEARNERS),
    Row("exams:card_take_back", {"officer"}, _left_card_pk, method="post"),
    Row("exams:wrong_topics", OPERATORS | ORGANISER),
    Row("exams:wrong_topic", {"operator", "organiser"}, _wrong_topic_pk),
    Row("exams:spot_list", EVERYONE, public=True),
    Row("exams:spot_detail", EVERYONE, _sealed, public=True),
    Row("exams:spot_pool", EVERYONE, _sealed, public=True),
    Row("exams:spot_tickets", EVERYONE, _drawn, public=True),
    Row("exams:spot_township", EVERYONE, _pool_township, public=True),
    Row("exams:spot_hold", ORGANISER, _spot_exam_pk),
    Row("exams:spot_seal", ORGANISER, _spot_exam_pk),
    Row("exams:spot_reveal", ORGANISER, _sealed, method="post"),
    Row("exams:spot_give_up", ALL_RESULTS, _sealed),
    Row("exams:spot_give_up", ALL_RESULTS, _sealed, method="post"),
    Row("exams:spot_decide", ALL_RESULTS, _sealed, method="post"),
]
