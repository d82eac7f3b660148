from django.urls import path

from courses.views import attendance, lessons, planning, schedule, sessions

app_name = "courses"

urlpatterns = [
    path("", schedule.course_list, name="course_list"),
    path("month/<str:month>/", schedule.course_month, name="course_month"),
    path("<int:pk>/", schedule.course_detail, name="course_detail"),
    path("mine/", schedule.session_mine, name="session_mine"),
    path("mine/calendar/", schedule.feed_renew, name="feed_renew"),
    path("calendar/<str:token>.ics", schedule.feed, name="feed"),
    path("sessions/<int:pk>/", sessions.session_detail, name="session_detail"),
    path("sessions/<int:pk>/enrol/", sessions.session_enrol, name="session_enrol"),
    path("sessions/<int:pk>/wait/", sessions.session_wait, name="session_wait"),
    path("sessions/<int:pk>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<int:pk>/edit/", planning.session_edit, name="session_edit"),
    path("sessions/<int:pk>/state/", planning.session_state, name="session_state"),
    path("sessions/<int:pk>/attendance/", attendance.attendance_list, name="attendance_list"),
    path("sessions/<int:pk>/attendance/add/", attendance.attendance_add, name="attendance_add"),
    path("sessions/<int:pk>/sheet/", attendance.session_sheet, name="session_sheet"),
    path("sessions/<int:pk>/live/", attendance.session_live, name="session_live"),
    path("lessons/", lessons.lesson_list, name="lesson_list"),
    path("lessons/<int:pk>/", lessons.lesson_detail, name="lesson_detail"),
    path("lessons/<int:pk>/read/", lessons.lesson_read, name="lesson_read"),
    path("lessons/<int:pk>/edit/", lessons.lesson_edit, name="lesson_edit"),
    path("<int:pk>/lessons/new/", lessons.lesson_create, name="lesson_create"),
    path("plan/", planning.plan_list, name="plan_list"),
    path("plan/terms/new/", planning.term_create, name="term_create"),
    path("plan/terms/<int:pk>/", planning.term_edit, name="term_edit"),
    path("plan/new/", planning.course_create, name="course_create"),
    path("<int:pk>/edit/", planning.course_edit, name="course_edit"),
    path("<int:pk>/sessions/new/", planning.session_create, name="session_create"),
    path("attendance/", attendance.attendance_summary, name="attendance_summary"),
    path("attendance/<int:pk>/", attendance.attendance_summary, name="attendance_unit"),
    path("absences/", attendance.absence_list, name="absence_list"),
]
