"""Twelve invented months of a village: what happened, what was to be done, what is still open."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from organisation.duty_days import latest_duty_day
from records import reminders as rules
from records.invented_people import SEX, key
from records.models import Certificate, Consent, Event, Membership, Pregnancy, Reminder, Resident
from records.models import Visit as VisitRow
from records.services.reminders import made

K = Event.Kind
S = Reminder.State
PLACES = ("村委会", "乡镇便民服务中心", "县政务服务大厅")
PAPERS = ("id_card", "residence", "social_card", "allowance", "register")


def moment(day, hour, minute):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class Year:
    """Rows of one village, to be saved in this order."""

    def __init__(self, village, first, officer):
        self.village, self.first, self.officer = village, first, officer
        self.rng, self.day = village.rng, village.day
        self.events, self.consents, self.certificates = [], [], []
        self.pregnancies, self.visits, self.reminders = [], [], []

    def lived(self):
        self._marriages()
        self._births()
        self._moves()
        self._certificates()
        self._visits()
        self._services()
        return self

    def a_day(self, at_most=None):
        """Any day of the year, but never later than the demo's today."""
        last = at_most or self.day
        return last - timedelta(days=self.rng.randint(0, (last - self.first).days))

    def event(self, kind, resident, day, *, sensitive=False):
        recorded = min(self.day, day + timedelta(days=self.rng.choice((0, 0, 0, 1, 2))))
        event = Event(
            id=key(self.rng, recorded),
            client_uuid=key(self.rng, recorded),
            kind=kind,
            resident=resident,
            village=self.village.unit,
            occurred_on=day,
            recorded_on=recorded,
            recorded_at=moment(recorded, 8 + self.rng.randint(0, 1), self.rng.randint(0, 59)),
            recorded_by=self.officer,
            sensitive=sensitive,
        )
        self.events.append(event)
        return event

    def _marriages(self):
        young = [r for r in self.village.adults if r.age_on(self.day) in range(23, 32)]
        for resident in young[: self.rng.randint(0, 2)]:
            self.event(K.MARRIAGE, resident, self.a_day())

    def _births(self):
        mothers = [r for r in self.village.adults if r.sex == SEX.FEMALE]
        mothers = [r for r in mothers if r.age_on(self.day) in range(23, 40)]
        for mother in mothers[: self.rng.randint(0, 2)]:
            born, boy = self.a_day(self.day - timedelta(days=10)), self.rng.random() < 0.5
            child = self.village.add(
                self.village.homes[mother.pk],
                Membership.Kin.SON if boy else Membership.Kin.DAUGHTER,
                SEX.MALE if boy else SEX.FEMALE,
                0,
                born=born,
                since=born,
                guardian=mother,
            )
            self.event(K.BIRTH, child, born)

    def _moves(self):
        for _n in range(self.rng.randint(1, 3)):
            self.newcomer(self.a_day())
        settled = {r.pk for r in self.village.heads.values()}
        for resident in self.rng.sample(self.village.adults, 2):
            if resident.pk in settled or resident.resided_since > self.first:
                continue
            resident.left_on = self.a_day(self.day - timedelta(days=30))
            self.event(K.MOVE_OUT, resident, resident.left_on)
            for membership in self.village.memberships:
                if membership.resident == resident:
                    membership.valid_to = resident.left_on

    def newcomer(self, day, *, open_=False):
        home = self.village.add_household()
        person = self.village.add(
            home,
            Membership.Kin.HEAD,
            self.rng.choice((SEX.MALE, SEX.FEMALE)),
            self.rng.randint(22, 45),
            since=day,
            kind=Resident.Kind.INFLOW,
        )
        self.village.heads[home.pk] = person
        event = self.event(K.MOVE_IN, person, day)
        self.remind(event, rules.moved_in(day, event.recorded_on), open_=open_)

    def _certificates(self):
        for resident in self.rng.sample(self.village.adults, 9):
            self.certificate(resident, self.a_day())

    def certificate(self, resident, applied, *, pickup=None):
        ready = applied + timedelta(days=self.rng.randint(5, 20))
        paper = Certificate(
            id=key(self.rng, applied),
            resident=resident,
            kind=self.rng.choice(PAPERS),
            applied_on=applied,
            pickup_place=self.rng.choice(PLACES),
        )
        self.event(K.CERTIFICATE_APPLIED, resident, applied)
        self.certificates.append(paper)
        if ready > self.day:
            return
        event = self.event(K.CERTIFICATE_READY, resident, ready)
        paper.state, paper.ready_on, paper.ready_event = Certificate.State.READY, ready, event
        paper.pickup_on = pickup
        plan = rules.certificate_ready(ready, event.recorded_on, pickup)
        reminder = self.remind(event, plan, open_=pickup is not None)
        if reminder.state == S.DONE:
            paper.state = Certificate.State.COLLECTED
            paper.collected_on = max(ready, reminder.resolved_on)
            self.event(K.CERTIFICATE_COLLECTED, resident, paper.collected_on)
        elif reminder.state == S.DECLINED:
            paper.state = Certificate.State.CANCELLED

    def _visits(self):
        for resident in self.rng.sample(self.village.adults, 8):
            day = self.a_day()
            again = day + timedelta(days=30) if self.rng.random() < 0.4 else None
            self.visit(resident, day, again)

    def visit(self, resident, day, again, *, consent=None, open_=False):
        event = self.event(K.VISIT, resident, day, sensitive=consent is not None)
        kind = VisitRow.Kind.SERVICE if consent else VisitRow.Kind.CARE
        self.visits.append(
            VisitRow(
                id=key(self.rng, day),
                resident=resident,
                event=event,
                kind=kind,
                done_on=day,
                next_visit_on=again,
                consent=consent,
            )
        )
        if again:
            plan = rules.agreed_visit(again, event.recorded_on)
            self.remind(event, plan, sensitive=consent is not None, open_=open_)

    def consent(self, resident, day):
        consent = Consent(
            resident=resident,
            purpose=Consent.Purpose.HEALTH,
            channel=Consent.Channel.PAPER,
            given_on=day,
            recorded_by=self.officer,
        )
        self.consents.append(consent)
        return consent

    def _services(self):
        """Few, and only with consent."""
        women = [r for r in self.village.adults if r.sex == SEX.FEMALE]
        women = [r for r in women if r.age_on(self.day) in range(24, 38)]
        for woman in women[2 : 2 + self.rng.randint(0, 1)]:
            booked = self.a_day(self.day - timedelta(days=5))
            edd = self.day + timedelta(days=self.rng.randint(12, 150))
            event = self.event(K.PREGNANCY_REGISTERED, woman, booked, sensitive=True)
            self.pregnancies.append(
                Pregnancy(
                    id=key(self.rng, booked),
                    woman=woman,
                    event=event,
                    consent=self.consent(woman, booked),
                    edd=edd,
                )
            )
            self.remind(event, rules.expected_date(edd, event.recorded_on), sensitive=True)

    def remind(self, event, plan, *, sensitive=False, open_=False):
        reminder = made(event.resident, event, plan, sensitive, self.day)
        reminder.village = self.village.unit
        late = (self.day - plan.due_on).days
        settled = late > 5 or (late >= 0 and self.rng.random() < 0.7)
        if settled and not open_:
            reminder.state = S.DECLINED if self.rng.random() < 0.08 else S.DONE
            after = timedelta(days=self.rng.randint(0, 4))
            reminder.resolved_on = min(self.day, plan.due_on + after)
            reminder.resolved_by = self.officer
        self.reminders.append(reminder)
        return reminder

    def work_for_today(self):
        """What the demo's trainee finds on her list: late, due today, due within five days."""
        day, days = self.day, timedelta
        people = self.rng.sample([r for r in self.village.adults if r.sex == SEX.FEMALE], 3)
        self.visit(people[0], day - days(20), day + days(5), open_=True)
        self.certificate(people[1], day - days(25), pickup=day)
        consent = self.consent(people[2], day - days(30))
        self.visit(people[2], day - days(9), day + days(12), consent=consent, open_=True)
        self.newcomer(day - days(2), open_=True)

    def lists_by_duty_day(self):
        """Duty day → ids of the new part of its list, once the reminders are saved."""
        lists = {}
        for reminder in self.reminders:
            duty_day = latest_duty_day(reminder.due_on - timedelta(days=1))
            lists.setdefault(duty_day, []).append(reminder.pk)
        return lists
