"""Who reads which answer: two people each, a third where they differ, never somebody too near."""

from exams.double_marking import FIRST, SECOND, THIRD, readers
from exams.models import Reading, Script
from organisation.models import Post, Unit
from organisation.periods import today


def deal(exam, attempt=None):
    """Gives each answer, or those of one sitting, the readers it still lacks. Repeatable.

    Where too few people may read one it stays without, until more are named.
    """
    people = nearness_of([marker.person_id for marker in exam.markers.all()])
    scripts = Script.objects.of_exam(exam).unsettled()
    scripts = scripts.filter(attempt=attempt) if attempt else scripts
    scripts = scripts.select_related("attempt__unit").prefetch_related("readings")
    if not people:
        return
    former = _former(scripts)
    new = [one for script in scripts for one in _lacking(script, people, former)]
    # Dealt by somebody else in the same moment: it is dealt.
    Reading.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def deal_anew(exam):
    """After somebody joined or left: what nobody has read yet is dealt among those there now."""
    Reading.objects.filter(script__attempt__exam=exam).to_do().delete()
    deal(exam)


def nearness_of(people):
    """person → paths of units whose answers she does not read: her own village or township."""
    near = {person: set() for person in people}
    posts = Post.objects.on(today()).filter(person__in=people)
    posts = posts.filter(unit__level__gt=Unit.Level.COUNTY)
    for person, path in posts.values_list("person", "unit__path"):
        near[person].add(path)
    return near


def is_near(paths, unit):
    return any(unit.path.startswith(path) for path in paths)


def _former(scripts):
    """(sitting, question) → who has read it in another round: she does not read it again."""
    again = scripts.filter(round__gt=1).order_by().values("attempt")
    rows = Reading.objects.filter(script__attempt__in=again).given()
    former = {}
    for attempt, slot, marker in rows.values_list("script__attempt", "script__slot", "marker"):
        former.setdefault((attempt, slot), set()).add(marker)
    return former


def _lacking(script, people, former):
    there = {reading.place: reading.marker_id for reading in script.readings.all()}
    wanted = [FIRST, SECOND, THIRD] if script.differs else [FIRST, SECOND]
    wanted = [place for place in wanted if place not in there]
    attempt, key = script.attempt, (script.attempt_id, script.slot)
    barred = {*there.values(), *former.get(key, ()), attempt.person_id}
    fit = [
        person
        for person, paths in people.items()
        if person not in barred and not is_near(paths, attempt.unit)
    ]
    ticket = f"{script.attempt_id}|{script.slot}|{script.round}"
    return [
        Reading(
            script=script, place=place, marker_id=person, candidate_id=attempt.person_id,
            of=script.of,
        )
        for place, person in zip(wanted, readers(ticket, fit, len(wanted)), strict=False)
    ]  # fmt: skip
