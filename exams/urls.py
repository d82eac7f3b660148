from django.urls import path

from exams.views import api, banks, candidates, exams, results, sittings

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
    path("banks/<int:pk>/", banks.bank_detail, name="bank_detail"),
    path("banks/<int:pk>/export/<slug:format_>/", banks.bank_export, name="bank_export"),
    path("questions/<int:pk>/", banks.question_detail, name="question_detail"),
    path("questions/<int:pk>/edit/", banks.question_edit, name="question_edit"),
]
