"""Teaching points, their rooms and computers; the county's own working days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.forms.places import CalendarDayForm, ComputersForm, RoomForm, VenueForm
from organisation.models import CalendarDay, Computer, Room, Unit, Venue
from organisation.periods import today
from organisation.rights import Act
from organisation.services import places


def _require(person, act):
    if not Unit.objects.run_by(person, act).exists():
        raise Http404


def _with_computers(rooms):
    working = Count("computers", filter=Q(computers__works=True))
    return rooms.annotate(all_computers=Count("computers"), working=working)


@login_required
def venue_list(request):
    _require(request.user, Act.HOLD_COURSES)
    venues = Venue.objects.editable_by(request.user).select_related("unit")
    venues = venues.annotate(
        room_count=Count("rooms", distinct=True),
        working=Count("rooms__computers", filter=Q(rooms__computers__works=True)),
    )
    return render(request, "organisation/venue_list.html", {"venues": venues})


@login_required
def venue_detail(request, pk):
    venue = get_object_or_404(Venue.objects.editable_by(request.user), pk=pk)
    context = {"venue": venue, "rooms": _with_computers(venue.rooms)}
    return render(request, "organisation/venue_detail.html", context)


@login_required
def venue_add(request):
    _require(request.user, Act.HOLD_COURSES)
    return _venue_form(request, None)


@login_required
def venue_edit(request, pk):
    return _venue_form(request, get_object_or_404(Venue.objects.editable_by(request.user), pk=pk))


def _venue_form(request, venue):
    form = VenueForm(request.POST or None, instance=venue, actor=request.user)
    if form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect("organisation:venue_detail", pk=saved.pk)
    title = _("Change the teaching point") if venue else _("Add a teaching point")
    return render(request, "organisation/venue_form.html", {"form": form, "title": title})


@login_required
def room_add(request, pk):
    venue = get_object_or_404(Venue.objects.editable_by(request.user), pk=pk)
    form = RoomForm(request.POST or None)
    if form.is_valid():
        try:
            room = places.add_room(venue, **form.cleaned_data)
        except places.PlaceRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation:room_detail", pk=room.pk)
    return render(request, "organisation/room_add.html", {"form": form, "venue": venue})


@login_required
def room_detail(request, pk):
    """The computers of a room; more can be added here."""
    room = get_object_or_404(Room.objects.editable_by(request.user).select_related("venue"), pk=pk)
    form = ComputersForm(request.POST or None)
    if form.is_valid():
        places.add_computers(room, form.cleaned_data["count"])
        messages.success(request, _("Saved."))
        return redirect("organisation:room_detail", pk=pk)
    context = {"room": room, "computers": room.computers.all(), "form": form}
    return render(request, "organisation/room_detail.html", context)


@require_POST
@login_required
def computer_mark(request, pk):
    computer = get_object_or_404(Computer.objects.editable_by(request.user), pk=pk)
    places.mark(computer, works=request.POST.get("works") == "1")
    return redirect("organisation:room_detail", pk=computer.room_id)


@login_required
def calendar(request):
    _require(request.user, Act.KEEP_UNITS)
    form = CalendarDayForm(request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("organisation:calendar")
    days = CalendarDay.objects.filter(day__year__gte=today().year - 1)
    return render(request, "organisation/calendar.html", {"form": form, "days": days})


@require_POST
@login_required
def calendar_remove(request, pk):
    _require(request.user, Act.KEEP_UNITS)
    get_object_or_404(CalendarDay, pk=pk).delete()
    return redirect("organisation:calendar")
