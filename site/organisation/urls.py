from django.urls import path

from organisation.views import people, places, units

app_name = "organisation"

urlpatterns = [
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/slips/", people.person_slips, name="person_slips"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/password/", people.person_reset, name="person_reset"),
    path("people/<int:pk>/close/", people.person_close, name="person_close"),
    path("people/<int:pk>/open/", people.person_open, name="person_open"),
    path("people/<int:pk>/posts/add/", people.post_add, name="post_add"),
    path("posts/<int:pk>/end/", people.post_end, name="post_end"),
    path("units/", units.unit_list, name="unit_list"),
    path("units/<int:pk>/", units.unit_detail, name="unit_detail"),
    path("units/<int:pk>/successors/", units.unit_successors, name="unit_successors"),
    path("places/", places.venue_list, name="venue_list"),
    path("places/add/", places.venue_add, name="venue_add"),
    path("places/<int:pk>/", places.venue_detail, name="venue_detail"),
    path("places/<int:pk>/edit/", places.venue_edit, name="venue_edit"),
    path("places/<int:pk>/rooms/add/", places.room_add, name="room_add"),
    path("rooms/<int:pk>/", places.room_detail, name="room_detail"),
    path("computers/<int:pk>/", places.computer_mark, name="computer_mark"),
    path("calendar/", places.calendar, name="calendar"),
    path("calendar/<int:pk>/remove/", places.calendar_remove, name="calendar_remove"),
]
