from django.urls import path

from exams.views import (
    api,
    banks,
    candidates,
    duplicates,
    exams,
    pictures,
    questions,
    results,
    sittings,
    topics,
)

app_name = "exams"

urlpatterns = [
    path("", candidates.exam_list, name="exam_list"),
    path("<int:pk>/", candidates.exam_detail, name="exam_detail"),
    path("<int:pk>/progress/", results.exam_progress, name="exam_progress"),
    path("<int:pk>/results/", results.exam_results, name="exam_results"),
    path("sittings/<uuid:pk>/", sittings.sitting, name="sitting"),
    path("sittings/<uuid:pk>/result/", sittings.result, name="result"),
    # The calls of the sitting (EXAMS.md §6.2): no slash at the end, as written there.
    path("attempts", api.attempt_start, name="attempt_start"),
    path("attempts/<uuid:pk>", api.attempt_detail, name="attempt_detail"),
    path("attempts/<uuid:pk>/claim", api.attempt_claim, name="attempt_claim"),
    path("attempts/<uuid:pk>/ops", api.attempt_ops, name="attempt_ops"),
    path("attempts/<uuid:pk>/submit", api.attempt_submit, name="attempt_submit"),
    path("manage/", exams.exam_overview, name="exam_overview"),
    path("manage/new/", exams.exam_create, name="exam_create"),
    path("manage/<int:pk>/", exams.exam_manage, name="exam_manage"),
    path("manage/<int:pk>/edit/", exams.exam_edit, name="exam_edit"),
    path("manage/<int:pk>/publish/", exams.exam_publish, name="exam_publish"),
    path("banks/", banks.bank_list, name="bank_list"),
    path("banks/new/", banks.bank_create, name="bank_create"),
    path("banks/<int:pk>/", banks.bank_detail, name="bank_detail"),
    path("banks/<int:pk>/new/", questions.question_types, name="question_types"),
    path("banks/<int:pk>/new/<slug:type_>/", questions.question_create, name="question_create"),
    path("banks/<int:pk>/export/<slug:format_>/", banks.bank_export, name="bank_export"),
    path("banks/<int:pk>/topics/", topics.topic_list, name="topic_list"),
    path("banks/<int:pk>/duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("banks/<int:pk>/duplicates/settle/", duplicates.duplicate_settle, name="duplicate_settle"),
    path("topics/<int:pk>/", topics.topic_edit, name="topic_edit"),
    path("topics/<int:pk>/merge/", topics.topic_merge, name="topic_merge"),
    path("topics/<int:pk>/remove/", topics.topic_remove, name="topic_remove"),
    path("questions/<int:pk>/", questions.question_detail, name="question_detail"),
    path("questions/<int:pk>/edit/", questions.question_edit, name="question_edit"),
    path("questions/<int:pk>/settings/", questions.question_settings, name="question_settings"),
    path("questions/<int:pk>/review/", questions.question_review, name="question_review"),
    path("questions/<int:pk>/enemy/", questions.question_enemy, name="question_enemy"),
    path("pictures/<slug:sha256>/", pictures.picture, name="picture"),
]
