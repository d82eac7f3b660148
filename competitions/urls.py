from django.urls import path

from competitions.views import (
    advancement,
    audit,
    awards,
    contests,
    corrections,
    desk,
    draws,
    judges,
    pad,
    panels,
    public,
    registration,
    results,
    reveal,
    rules,
    seats,
    sheets,
    stages,
    timing,
)
from competitions.views.quiz import board as quiz_board
from competitions.views.quiz import buzzer as quiz_buzzer
from competitions.views.quiz import desk as quiz_desk
from competitions.views.quiz import protests as quiz_protests
from competitions.views.quiz import record as quiz_record
from competitions.views.quiz import rules as quiz_rules
from competitions.views.quiz import setup as quiz_setup

app_name = "competitions"

urlpatterns = [
    path("", contests.contest_list, name="contest_list"),
    path("new/", contests.contest_create, name="contest_create"),
    path("<int:pk>/", contests.contest_detail, name="contest_detail"),
    path("<int:pk>/edit/", contests.contest_edit, name="contest_edit"),
    path("<int:pk>/announce/", contests.contest_announce, name="contest_announce"),
    path("<int:pk>/rules/", rules.rules_edit, name="rules_edit"),
    path("rules/<int:pk>/publish/", rules.rules_publish, name="rules_publish"),
    path("<int:pk>/stages/new/", stages.stage_create, name="stage_create"),
    path("stages/<int:pk>/", stages.stage_detail, name="stage_detail"),
    path("stages/<int:pk>/edit/", stages.stage_edit, name="stage_edit"),
    path("stages/<int:pk>/entries/new/", stages.entry_create, name="entry_create"),
    path("entries/<int:pk>/withdraw/", stages.entry_withdraw, name="entry_withdraw"),
    path("draw/", draws.draw_check, name="draw_check"),
    path("stages/<int:pk>/draw/", draws.draw, name="draw"),
    path("stages/<int:pk>/draw/hold/", draws.draw_hold, name="draw_hold"),
    path("stages/<int:pk>/draw/commit/", draws.draw_commit, name="draw_commit"),
    path("stages/<int:pk>/draw/by-hand/", draws.draw_by_hand, name="draw_by_hand"),
    path("draws/<int:pk>/reveal/", draws.draw_reveal, name="draw_reveal"),
    path("draws/<int:pk>/void/", draws.draw_void, name="draw_void"),
    path("stages/<int:pk>/paper/", panels.stage_paper, name="stage_paper"),
    path("stages/<int:pk>/panel/", panels.panel, name="panel"),
    path("stages/<int:pk>/panel/approve/", panels.panel_approve, name="panel_approve"),
    path("seats/<int:pk>/dismiss/", panels.seat_dismiss, name="seat_dismiss"),
    path("stages/<int:pk>/desk/", desk.desk, name="desk"),
    path("stages/<int:pk>/desk/live/", desk.desk_live, name="desk_live"),
    path("performances/<int:pk>/open/", desk.performance_open, name="performance_open"),
    path("stages/<int:pk>/lock/", desk.result_lock, name="result_lock"),
    path("results/<int:pk>/", desk.result_check, name="result_check"),
    path("results/<int:pk>/confirm/", desk.result_confirm, name="result_confirm"),
    path("results/<int:pk>/discard/", desk.result_discard, name="result_discard"),
    path("results/<int:pk>/publish/", desk.result_publish, name="result_publish"),
    path("sheets/<uuid:pk>/excuse/", sheets.sheet_excuse, name="sheet_excuse"),
    path("sheets/<uuid:pk>/back/", sheets.sheet_send_back, name="sheet_send_back"),
    path("sheets/<uuid:pk>/paper/", sheets.sheet_paper, name="sheet_paper"),
    path("sheets/<uuid:pk>/paper/throw-away/", sheets.paper_throw_away, name="paper_throw_away"),
    path("pad/<int:pk>/", pad.pad, name="pad"),
    path("pad/<int:pk>/state/", pad.pad_state, name="pad_state"),
    path("pad/<int:pk>/send/", pad.pad_send, name="pad_send"),
    path("pad/<int:pk>/correction/", pad.pad_correction, name="pad_correction"),
    path("stages/<int:pk>/board/", results.board, name="board"),
    path("stages/<int:pk>/board/rows/", results.board_rows, name="board_rows"),
    path("stages/<int:pk>/results/", results.result_list, name="result_list"),
    path("stages/<int:pk>/results/sheet/", results.result_sheet, name="result_sheet"),
    path("stages/<int:pk>/results/marks.csv", results.result_marks, name="result_marks"),
    path("stages/<int:pk>/results/rules.json", results.result_rules, name="result_rules"),
    # judging day: the time on stage
    path("stages/<int:pk>/timekeepers/", timing.timekeepers, name="timekeepers"),
    path("timekeepers/<int:pk>/dismiss/", timing.timekeeper_dismiss, name="timekeeper_dismiss"),
    path("stages/<int:pk>/time/", timing.timekeeping, name="timekeeping"),
    path("stages/<int:pk>/time/live/", timing.timekeeping_live, name="timekeeping_live"),
    path("performances/<int:pk>/time/start/", timing.timing_start, name="timing_start"),
    path("performances/<int:pk>/time/stop/", timing.timing_stop, name="timing_stop"),
    path("performances/<int:pk>/time/note/", timing.timing_note, name="timing_note"),
    # judging day: what may be shown, and the second screen
    path("stages/<int:pk>/reveal/", reveal.reveal, name="reveal"),
    path("stages/<int:pk>/reveal/next/", reveal.reveal_next, name="reveal_next"),
    path("stages/<int:pk>/reveal/all/", reveal.reveal_all, name="reveal_all"),
    path("stages/<int:pk>/screen/", results.screen, name="screen"),
    path("stages/<int:pk>/screen/live/", results.screen_live, name="screen_live"),
    path("stages/<int:pk>/results/penalties.csv", results.result_times, name="result_times"),
    # judging day: corrections after the lock
    path("stages/<int:pk>/corrections/", corrections.corrections, name="corrections"),
    path("sheets/<uuid:pk>/correct/", corrections.correct_sheet, name="correct_sheet"),
    path("performances/<int:pk>/time/correct/", corrections.correct_time, name="correct_time"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path(
        "corrections/<int:pk>/approve/", corrections.correction_approve, name="correction_approve"
    ),
    path(
        "corrections/<int:pk>/decline/", corrections.correction_decline, name="correction_decline"
    ),
    # judging day: conflicts, and the tablets at the seats
    path("stages/<int:pk>/conflicts/", seats.conflicts, name="conflicts"),
    path(
        "seats/<int:pk>/conflicts/<int:entry>/override/",
        seats.conflict_override,
        name="conflict_override",
    ),
    path("pad/<int:pk>/conflicts/", pad.pad_conflicts, name="pad_conflicts"),
    path("stages/<int:pk>/cards/", seats.seat_keys, name="seat_keys"),
    path("seats/<int:pk>/key/revoke/", seats.key_revoke, name="key_revoke"),
    path("seat/", seats.seat_enter, name="seat_enter"),
    path("seat/<str:token>/", seats.seat_key, name="seat_key"),
    # judging day: the report on the judges
    path("stages/<int:pk>/judges/", judges.judges, name="judges"),
    path("stages/<int:pk>/judges.xlsx", judges.judges_table, name="judges_table"),
    # judging day: the proof
    path("stages/<int:pk>/proof/", audit.chain, name="chain"),
    path("stages/<int:pk>/proof.zip", audit.bundle, name="bundle"),
]

# the knowledge competition
urlpatterns += [
    path("<int:pk>/quiz-rules/", quiz_rules.quiz_rules_edit, name="quiz_rules_edit"),
    path("quiz-rules/<int:pk>/publish/", quiz_rules.quiz_rules_publish, name="quiz_rules_publish"),
    path("stages/<int:pk>/quiz/", quiz_setup.quiz_create, name="quiz_create"),
    path("quizzes/<int:pk>/", quiz_setup.quiz_setup, name="quiz_setup"),
    path("quizzes/<int:pk>/teams/", quiz_setup.quiz_teams, name="quiz_teams"),
    path("quizzes/<int:pk>/questions/", quiz_setup.quiz_questions, name="quiz_questions"),
    path(
        "quiz-questions/<int:pk>/change/",
        quiz_setup.quiz_question_change,
        name="quiz_question_change",
    ),
    path("quizzes/<int:pk>/paper/", quiz_setup.quiz_paper, name="quiz_paper"),
    path("quizzes/<int:pk>/paper/take/", quiz_setup.quiz_paper_take, name="quiz_paper_take"),
    path("quizzes/<int:pk>/codes/", quiz_setup.quiz_codes, name="quiz_codes"),
    path("quizzes/<int:pk>/codes/give/", quiz_setup.quiz_codes_give, name="quiz_codes_give"),
    path("quiz-teams/<int:pk>/code/", quiz_setup.quiz_code_renew, name="quiz_code_renew"),
    path("quizzes/<int:pk>/desk/", quiz_desk.quiz_desk, name="quiz_desk"),
    path("quizzes/<int:pk>/desk/live/", quiz_desk.quiz_desk_live, name="quiz_desk_live"),
    path("quizzes/<int:pk>/act/", quiz_desk.quiz_act, name="quiz_act"),
    path("quizzes/<int:pk>/show/", quiz_desk.quiz_show, name="quiz_show"),
    path("quizzes/<int:pk>/board/", quiz_board.quiz_board, name="quiz_board"),
    path("quizzes/<int:pk>/board/live/", quiz_board.quiz_board_live, name="quiz_board_live"),
    path("quizzes/<int:pk>/join/", quiz_buzzer.quiz_join, name="quiz_join"),
    path("quizzes/<int:pk>/buzzer/", quiz_buzzer.quiz_buzzer, name="quiz_buzzer"),
    path("quizzes/<int:pk>/buzzer/live/", quiz_buzzer.quiz_buzzer_live, name="quiz_buzzer_live"),
    path("quizzes/<int:pk>/buzzer/press/", quiz_buzzer.quiz_press, name="quiz_press"),
    path("quizzes/<int:pk>/protests/", quiz_protests.quiz_protests, name="quiz_protests"),
    path("quiz-protests/<int:pk>/", quiz_protests.quiz_protest_rule, name="quiz_protest_rule"),
    path("quizzes/<int:pk>/record/", quiz_record.quiz_record, name="quiz_record"),
    path("quizzes/<int:pk>/ledger.csv", quiz_record.quiz_ledger, name="quiz_ledger"),
    path("quizzes/<int:pk>/correct/", corrections.correct_line, name="correct_line"),
    path("quizzes/<int:pk>/lock/", quiz_record.quiz_lock, name="quiz_lock"),
    path("quiz-results/<int:pk>/", quiz_record.quiz_result, name="quiz_result"),
    path("quiz-results/<int:pk>/confirm/", quiz_record.quiz_confirm, name="quiz_confirm"),
    path("quiz-results/<int:pk>/publish/", quiz_record.quiz_publish, name="quiz_publish"),
]

# before and after the judging
urlpatterns += [
    # --- registration
    path("stages/<int:pk>/call/", registration.call_edit, name="call_edit"),
    path("stages/<int:pk>/call/send/", registration.call_send, name="call_send"),
    path("stages/<int:pk>/registration/", registration.registration, name="registration"),
    path(
        "stages/<int:pk>/registration/<int:unit>/",
        registration.registration_create,
        name="registration_create",
    ),
    path("entries/<int:pk>/edit/", registration.registration_edit, name="registration_edit"),
    path(
        "entries/<int:pk>/take-back/",
        registration.registration_withdraw,
        name="registration_withdraw",
    ),
    path(
        "entries/<int:pk>/step-in/", registration.registration_step_in, name="registration_step_in"
    ),
    # --- the next stage
    path("stages/<int:pk>/advance/", advancement.stage_advance, name="stage_advance"),
    path("stages/<int:pk>/advance/do/", advancement.stage_advance_do, name="stage_advance_do"),
    path("stages/<int:pk>/origins/", advancement.stage_origins, name="stage_origins"),
    # --- for anybody
    path("season/", public.contest_season, name="contest_season"),
    path("<int:pk>/public/", public.contest_public, name="contest_public"),
    path("<int:pk>/contest.ics", public.contest_calendar, name="contest_calendar"),
    # --- rules on trial
    path("rules/<int:pk>/try/", rules.rules_try, name="rules_try"),
    # --- awards
    path("stages/<int:pk>/awards/", awards.award_list, name="award_list"),
    path("stages/<int:pk>/awards/rules/", awards.award_rules, name="award_rules"),
    path(
        "stages/<int:pk>/awards/rules/publish/",
        awards.award_rules_publish,
        name="award_rules_publish",
    ),
    path("stages/<int:pk>/awards/compile/", awards.award_compile, name="award_compile"),
    path("stages/<int:pk>/awards/work/", awards.award_work, name="award_work"),
    path("award-lists/<int:pk>/decide/", awards.award_decide, name="award_decide"),
    path("award-lists/<int:pk>/special/", awards.special_award_create, name="special_award_create"),
    path("award-lists/<int:pk>/check/", awards.award_check, name="award_check"),
    path("award-lists/<int:pk>/back/", awards.award_send_back, name="award_send_back"),
    path("award-lists/<int:pk>/publish/", awards.award_publish, name="award_publish"),
    path("award-lists/<int:pk>/take-back/", awards.award_take_back, name="award_take_back"),
    path("awards/<int:pk>/remove/", awards.special_award_remove, name="special_award_remove"),
]
