"""This app's part of the invented county: twelve months of terms, training days, live lessons."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from courses.demo_lessons import LESSONS
from courses.lesson_text import parts_of
from courses.models import Course, Enrolment, Lesson, Reading, Session, Term
from organisation.models import Computer
from organisation.periods import start_of

SEASONS = {3: Term.Season.SPRING, 9: Term.Season.AUTUMN}
TITLES = ["电脑基本操作", "怎样填出生登记", "流动人口登记和查询", "逢五逢十怎样办"]
MORNING, AFTERNOON = (time(9), time(11, 30)), (time(14), time(16, 30))
KINDS = Enrolment.Attendance
SEAT_OF_THE_TRAINEE = 12


def build(demo):
    """Adds twelve months of this app to a DemoCounty (organisation/demo.py)."""
    Plan(demo).carry_out()


class Plan:
    """Collects the sessions and who sits where, then writes them in a few statements."""

    def __init__(self, demo):
        self.demo, self.rng, self.day = demo, demo.rng, demo.day
        self.sessions, self.guests = [], []
        self.computers = {}
        for computer in Computer.objects.filter(works=True).order_by("number"):
            self.computers.setdefault(computer.room_id, []).append(computer)
        self.home = {
            person.pk: village for village in demo.villages for person in demo.officers[village.pk]
        }
        self.trainee = demo.accounts["trainee"]
        self.near = demo.township_of(demo.lived_in[0])

    def carry_out(self):
        for month in self.demo.months:
            if month.number in SEASONS:
                self._term(month)
        for township in self.demo.townships:
            self._township(township)
        self._live()
        self._today()
        self._save()
        self._self_study()

    def _term(self, month):
        first = next(day for day in month.days[7:] if day.weekday() == 0)
        season = SEASONS[month.number]
        term = Term.objects.create(
            unit=self.demo.county, season=season, starts_on=first, ends_on=first + timedelta(4)
        )
        over = term.ends_on < self.day
        course = Course.objects.create(
            unit=self.demo.county,
            term=term,
            title=f"信息员集中培训（{month.label}）",
            description="在县职业中专上机，一人一机。上午讲，下午练。",
            state=Course.State.CLOSED if over else Course.State.OPEN,
        )
        for number in range(5):
            for room in self.demo.rooms[self.demo.county.pk]:
                teacher = self.demo.instructors[self.demo.rooms[self.demo.county.pk].index(room)]
                self._hold(
                    course,
                    first + timedelta(number),
                    MORNING,
                    room,
                    teacher,
                    self.demo.all_officers,
                )

    def _township(self, township):
        room, operator = self.demo.rooms[township.pk][0], self.demo.operators[township.pk]
        people = [
            p for p in self.demo.all_officers if self.home[p.pk].path.startswith(township.path)
        ]
        courses = self._courses(township)
        for number, month in enumerate(self.demo.months):
            weekends = [day for day in month.days if day.weekday() >= 5]
            # Now and then a township holds only one day, or none: the board must show it.
            wanted = self.rng.choices((2, 3, 1, 0), (80, 12, 6, 2))[0]
            for day in sorted(self.rng.sample(weekends, wanted)):
                if township is not self.near or abs((day - self.day).days) > 7:
                    self._hold(courses[number // 3], day, MORNING, room, operator, people)

    def _courses(self, township):
        last = len(TITLES) - 1
        return [
            Course.objects.create(
                unit=township,
                title=title,
                description="农闲季节的星期六、星期日，在联校微机室上机。",
                state=Course.State.OPEN if number == last else Course.State.CLOSED,
            )
            for number, title in enumerate(TITLES)
        ]

    def _live(self):
        self.live_course = Course.objects.create(
            unit=self.demo.county,
            title="网络视频课",
            description="县里一个中心，乡镇十八个点，两边都能提问。在本镇教学点看。",
        )
        for month in self.demo.months:
            for day in (month.first + timedelta(8), month.first + timedelta(21)):
                teacher = self.rng.choice(self.demo.instructors[2:])
                self._hold(self.live_course, day, AFTERNOON, None, teacher, self.demo.all_officers)

    def _today(self):
        """A list to take for the operator, a place for the trainee, places to choose."""
        course = Course.objects.filter(unit=self.near, state=Course.State.OPEN).get()
        room, operator = self.demo.rooms[self.near.pk][0], self.demo.operators[self.near.pk]
        people = [
            p
            for p in self.demo.all_officers
            if self.home[p.pk].path.startswith(self.near.path) and p != self.trainee
        ]
        self._hold(course, self.day - timedelta(1), AFTERNOON, room, operator, people, taken=False)
        self._hold(course, self.day + timedelta(1), MORNING, room, operator, people, self.trainee)
        self._hold(course, self.day + timedelta(6), MORNING, room, operator, people)
        teacher = self.demo.instructors[0]
        self._hold(self.live_course, self.day + timedelta(3), AFTERNOON, None, teacher, people)

    def _hold(self, course, day, hours, room, teacher, people, guest=None, taken=None):
        """`people` may come; about as many as there are computers do."""
        held = day < self.day if taken is None else taken
        session = Session(
            course=course,
            day=day,
            starts=hours[0],
            ends=hours[1],
            room=room,
            live=room is None,
            teacher=teacher,
            state=Session.State.OPEN if day >= self.day else Session.State.CLOSED,
        )
        if held:
            session.attendance_taken_by = teacher
            session.attendance_taken_at = timezone.make_aware(datetime.combine(day, hours[1]))
            if session.live:
                session.points_connected = self.rng.randint(15, 18)
                session.questions_asked = self.rng.randint(12, 30)
                session.questions_answered = session.questions_asked - self.rng.randint(0, 4)
        self.sessions.append(session)
        self._seat(session, people, guest, held)

    def _seat(self, session, people, guest, held):
        computers = list(self.computers[session.room_id]) if session.room else [None] * 60
        if guest is not None:
            hers = next(c for c in computers if c.number >= SEAT_OF_THE_TRAINEE)
            computers.remove(hers)
            self._enrol(session, guest, hers, held)
        filled = len(computers) - self.rng.randint(0, 2)
        if session.day >= self.day:
            filled = filled * 2 // 3
        seated = self.rng.sample(people, min(filled, len(people)))
        for person, computer in zip(seated, computers, strict=False):
            self._enrol(session, person, computer, held)
        if held and session.room and len(people) > len(seated) and self.rng.random() < 0.04:
            other = next(person for person in people if person not in seated)
            self._enrol(session, other, None, held, KINDS.PRESENT)

    def _enrol(self, session, person, computer, held, attendance=None):
        if held and attendance is None:
            attendance = self.rng.choices((KINDS.PRESENT, KINDS.ABSENT, KINDS.EXCUSED), (95, 3, 2))[
                0
            ]
        self.guests.append(
            Enrolment(
                session=session,
                person=person,
                unit=self.home[person.pk],
                computer=computer,
                attendance=attendance or KINDS.UNKNOWN,
            )
        )

    def _save(self):
        Session.objects.bulk_create(self.sessions, batch_size=200)
        for place in self.guests:
            place.session_id = place.session.pk
        Enrolment.objects.bulk_create(self.guests, batch_size=1000)

    def _self_study(self):
        course = Course.objects.create(
            unit=self.demo.county,
            title="自学课文",
            description="想什么时候读就什么时候读，读完点一下“我读完了”。",
        )
        lessons = Lesson.objects.bulk_create(
            Lesson(course=course, title=title, order=number, minutes=minutes, body=parts_of(text))
            for number, (title, minutes, text) in enumerate(LESSONS, start=1)
        )
        readings = {}
        for month in self.demo.months:
            days = [day for day in month.days if day <= self.day]
            readers = self.rng.sample(self.demo.all_officers, len(self.home) * 2 // 5)
            for person in readers:
                day, lesson = self.rng.choice(days), self.rng.choice(lessons)
                readings[person.pk, lesson.pk, day] = self._reading(person, lesson, day)
        Reading.objects.bulk_create(readings.values(), batch_size=1000)

    def _reading(self, person, lesson, day):
        return Reading(
            person=person,
            unit=self.home[person.pk],
            lesson=lesson,
            day=day,
            opened_at=start_of(day) + timedelta(hours=20, minutes=self.rng.randint(0, 59)),
            seconds=lesson.minutes * self.rng.randint(40, 100),
            finished=self.rng.random() < 0.8,
        )
