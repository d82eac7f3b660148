"""The list of people and their posts: one line a post, valid lines written, others named."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation import tables
from organisation.appointments import LEVELS, excluded_by, kind_called, overlap
from organisation.models import Person, Post, Unit
from organisation.passwords import first_password
from organisation.periods import today
from organisation.pinyin import initials_of
from organisation.tables import Refused, halfwidth
from organisation.tables.text_file import CONTROLS

COLUMNS = {
    "name": ("name", "姓名"),
    "phone": ("phone", "手机号", "手机", "手机号码"),
    "username": ("username", "user name", "用户名"),
    "unit_code": ("unit_code", "单位代码"),
    "post": ("post", "职务"),
    "from": ("from", "起", "起始日期"),
    "to": ("to", "止", "截止日期"),
}
REQUIRED = ("name", "unit_code", "post")
DAY = re.compile(
    r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII
)
LONGEST_NAME = Person._meta.get_field("name").max_length


class _RowRefused(Exception):
    """Why a line is not taken."""


@dataclass
class Change:
    """What one line brings, and what was there before it."""

    number: int
    outcome: str  # added, updated, unchanged
    person: Person
    is_new: bool  # the account
    post: Post
    post_outcome: str
    until: date | None  # the end the post had
    account: dict | None  # name and phone number "before" and "after", when they change


@dataclass
class Slip:
    """What a new person is handed: her user name and the password for the first time."""

    person: Person
    password: str
    unit: Unit


def prepare(file, name="", *, actor=None, day=None):
    """Reads a list; TableRefused when the file as a whole cannot be read. Writes nothing."""
    table = tables.read(file, name).under(COLUMNS, REQUIRED)
    plan = Plan(actor, day or today())
    for number, cells in table.rows:
        plan.take(number, cells)
    plan.refused = sorted([*table.refused, *plan.refused], key=attrgetter("row"))
    return plan


class Plan:
    """The lines against what is there: read at the start, nothing written before `write`.

    A line is added when it brings an account or a post, updated when it changes one.
    """

    def __init__(self, actor, day):
        self.actor, self.day = actor, day
        people = list(Person.objects.all())
        self.by_username = {person.username.lower(): person for person in people}
        self.by_phone = {person.phone: person for person in people if person.phone}
        self.units = {}
        for unit in Unit.objects.order_by("valid_from"):
            self.units.setdefault(unit.code, []).append(unit)
        self.posts = {}
        for post in Post.objects.select_related("unit"):
            self.posts.setdefault(post.person_id, []).append(post)
        self.named = {}  # what a line of this file called the person
        self.new, self.changes, self.refused = [], [], []
        self.changed_people, self.changed_posts = {}, {}

    def take(self, number, cells):
        try:
            self.changes.append(self._line(number, {key: cells[key] for key in COLUMNS}))
        except _RowRefused as refusal:
            self.refused.append(Refused(number, str(refusal)))

    def counts(self):
        outcomes = [change.outcome for change in self.changes]
        return {word: outcomes.count(word) for word in ("added", "updated", "unchanged")}

    def as_json(self):
        return {**self.counts(), "refused": [one.as_json() for one in self.refused]}

    def set_first_passwords(self):
        """Slips for the new accounts. Without this nobody can sign in to them yet."""
        slips = []
        for person, unit in self.new:
            slips.append(Slip(person, first_password(), unit))
            person.set_password(slips[-1].password)
        return slips

    def written(self, change):
        """The post of a line as `write` has left it: a later line may have changed it again."""
        return self.changed_posts.get(_place_of(change.post), change.post)

    @transaction.atomic
    def write(self):
        new = [person for person, _unit in self.new]
        for person in new:
            person.save(force_insert=True)
        for person in self.changed_people.values():
            person.save(update_fields=["name", "initials", "phone"])
        for post in self.changed_posts.values():
            post.person_id = post.person.pk
            post.save()
        if new or self.changed_people or self.changed_posts:
            log.append(
                "accounts", "people imported", self.actor, accounts=len(new), **self.counts()
            )

    def _line(self, number, cells):
        name = _name(cells["name"])
        kind = kind_called(halfwidth(cells["post"]))
        if kind is None:
            raise _RowRefused(_("“%(word)s” is no post we know.") % {"word": cells["post"]})
        begins, ends = _day(cells["from"]), _day(cells["to"])
        unit = self._unit(halfwidth(cells["unit_code"]), kind, begins or self.day)
        person, is_new = self._person(name, _phone(cells["phone"]), halfwidth(cells["username"]))
        post, outcome, until = self._post(person, kind, unit, begins, ends)
        self._may(person, post)
        self._separate(person, post)
        account = self._keep(person, is_new, name, _phone(cells["phone"]), post, outcome)
        said = "updated" if account and outcome == "unchanged" else outcome
        return Change(number, said, person, is_new, post, outcome, until, account)

    def _unit(self, code, kind, day):
        known = self.units.get(code, [])
        unit = next((one for one in known if _covers(one, day)), known[-1] if known else None)
        if unit is None:
            raise _RowRefused(_("There is no unit with the code “%(code)s”.") % {"code": code})
        if unit.level not in LEVELS[kind]:
            raise _RowRefused(
                _("This post does not belong to a %(level)s.")
                % {"level": Unit.Level(unit.level).label}
            )
        return unit

    def _person(self, name, phone, username):
        if not (phone or username):
            raise _RowRefused(_("Give a phone number or a user name."))
        username = username or phone
        person = self.by_username.get(username.lower()) or self.by_phone.get(username)
        owner = self.by_phone.get(phone) if phone else None
        if owner is not None and owner is not person:
            raise _RowRefused(
                _("The phone number %(phone)s belongs to another account.") % {"phone": phone}
            )
        if person is not None:
            if self.named.get(person.username, name) != name:
                raise _RowRefused(_("An earlier row gives this account another name."))
            return person, False
        return self._new_person(name, phone, username), True

    def _new_person(self, name, phone, username):
        person = Person(
            username=username,
            phone=phone or None,
            name=name,
            initials=initials_of(name),
            must_change_password=True,
        )
        person.set_unusable_password()
        try:
            person.clean_fields()
        except ValidationError as error:
            raise _RowRefused(" ".join(error.messages)) from error
        return person

    def _post(self, person, kind, unit, begins, ends):
        """The post with its new end, whether it is new or changed, and the end it had."""
        valid_to = ends + timedelta(days=1) if ends else None
        held = [p for p in self._posts(person) if p.kind == kind and p.unit == unit]
        there = next((p for p in held if _is_meant(p, begins, self.day)), None)
        begins = there.valid_from if there else begins or self.day
        if valid_to is not None and valid_to <= begins:
            raise _RowRefused(_("The last day lies before the first."))
        post = Post(person=person, kind=kind, unit=unit, valid_from=begins, valid_to=valid_to)
        if any(overlap(_span(post), _span(p)) for p in held if p is not there):
            raise _RowRefused(_("The person holds this post at that time already."))
        if there is None:
            return post, "added", None
        post.pk = there.pk
        return post, "unchanged" if there.valid_to == valid_to else "updated", there.valid_to

    def _posts(self, person):
        return self.posts.get(person.pk or person.username, [])

    def _may(self, person, post):
        """An administrator may not appoint herself."""
        if self.actor is not None and self.actor == person and post.pk is None:
            raise _RowRefused(_("Nobody gives a post to herself. Ask another administrator."))

    def _separate(self, person, post):
        held = [(p.kind, _span(p)) for p in self._posts(person)]
        if excluded_by(post.kind, _span(post), held):
            raise _RowRefused(
                _("Security, audit and system administrator must be three different people.")
            )

    def _keep(self, person, is_new, name, phone, post, outcome):
        """Counts the line in; name and phone number before and after, when they change."""
        self.named[person.username] = name
        account = None if is_new else self._rename(person, name, phone)
        if is_new:
            self.new.append((person, post.unit))
            self.by_username[person.username.lower()] = person
        if outcome != "unchanged":
            self.changed_posts[_place_of(post)] = post
        self._hold(person, post)
        return account

    def _rename(self, person, name, phone):
        """A name or number that is new goes to the account; returns both, None for no change."""
        if person.name == name and not (phone and person.phone != phone):
            return None
        before = [person.name, person.phone]
        person.name, person.initials = name, initials_of(name)
        person.phone = phone or person.phone
        self.changed_people[person.username] = person
        return {"before": before, "after": [person.name, person.phone]}

    def _hold(self, person, post):
        if person.phone:
            self.by_phone[person.phone] = person
        same = (post.kind, post.unit, post.valid_from)
        others = [p for p in self._posts(person) if (p.kind, p.unit, p.valid_from) != same]
        self.posts[person.pk or person.username] = [*others, post]


def _place_of(post):
    return post.person.username, post.kind, post.unit.pk, post.valid_from


def _covers(unit, day):
    return unit.valid_from <= day and (unit.valid_to is None or day < unit.valid_to)


def _span(post):
    return post.valid_from, post.valid_to


def _is_meant(post, begins, day):
    """By its first day, or, when none is given, the one held now."""
    if begins:
        return post.valid_from == begins
    return post.valid_from <= day and (post.valid_to is None or day < post.valid_to)


def _name(text):
    if not text:
        raise _RowRefused(_("The name is missing."))
    if len(text) > LONGEST_NAME or CONTROLS.search(text) or re.search(r"[\t\r\n]", text):
        raise _RowRefused(_("The name is too long or has a line break in it."))
    return text


def _phone(text):
    phone = re.sub(r"[\s\-]", "", halfwidth(text))
    if phone and not re.fullmatch(r"1[3-9]\d{9}", phone, re.ASCII):
        raise _RowRefused(_("A mobile number has 11 digits."))
    return phone


def _day(text):
    text = halfwidth(text)
    if not text:
        return None
    found = DAY.fullmatch(text.replace(" ", ""))
    try:
        return date(*[int(part) for part in found.groups() if part])
    except (AttributeError, ValueError) as error:
        raise _RowRefused(
            _("“%(day)s” is no day. Write it like 2026-03-01.") % {"day": text}
        ) from error
