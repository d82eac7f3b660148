from django.urls import path

from records.views import duty, entry, files, people, today

app_name = "records"

urlpatterns = [
    path("", today.village_today, name="village_today"),
    path("reminders/<int:pk>/", today.reminder_detail, name="reminder_detail"),
    path("reminders/<int:pk>/answer/", today.reminder_answer, name="reminder_answer"),
    path("duty/", duty.duty_list, name="duty_list"),
    path("duty/open/", duty.duty_open, name="duty_open"),
    path("day/", duty.day_clearing, name="day_clearing"),
    path("day/clear/", duty.day_clear, name="day_clear"),
    path("villages/", duty.village_list, name="village_list"),
    path("find/", people.resident_find, name="resident_find"),
    path("entry/", people.entry_start, name="entry_start"),
    path("households/new/", people.household_new, name="household_new"),
    path("households/<uuid:pk>/", people.household_detail, name="household_detail"),
    path("households/<uuid:pk>/people/new/", people.resident_new, name="resident_new"),
    path("people/<uuid:pk>/", files.resident_file, name="resident_file"),
    path("people/<uuid:pk>/show/", files.resident_show, name="resident_show"),
    path("people/<uuid:pk>/consents/", files.consent_give, name="consent_give"),
    path("people/<uuid:pk>/requests/", files.request_new, name="request_new"),
    path("people/<uuid:pk>/entry/", entry.entry_kind, name="entry_kind"),
    path("people/<uuid:pk>/entry/<slug:kind>/", entry.entry_form, name="entry_form"),
    path("events/<uuid:pk>/", entry.event_receipt, name="event_receipt"),
    path("events/<uuid:pk>/back/", entry.event_take_back, name="event_take_back"),
    path("consents/<int:pk>/withdraw/", files.consent_withdraw, name="consent_withdraw"),
    path("requests/<uuid:pk>/", files.request_answer, name="request_answer"),
    path("ask/", files.file_ask, name="file_ask"),
]
