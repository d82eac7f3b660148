"""Takes back an imported list of people: all of it, or a sentence why not."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation.importing import ImportRefused
from organisation.models import Person, Post
from organisation.pinyin import initials_of
from organisation.usage import is_referred_to


def step_of(plan, change):
    """What it takes to take a written line back; JSON."""
    if change.outcome == "unchanged":
        return {}
    return {
        "person": change.person.pk,
        "new": change.is_new,
        "name": change.person.name,
        "account": change.account,
        "post": plan.written(change).pk if change.post_outcome != "unchanged" else None,
        "post_new": change.post_outcome == "added",
        "until": _text(change.post.valid_to),
        "until_before": _text(change.until),
    }


@transaction.atomic
def take_back(steps, actor):
    """`steps` of lines, the last first."""
    undoing = _Undoing(steps)
    for step in steps:
        undoing.take(step)
    undoing.refuse_what_is_used()
    undoing.write()
    accounts = len(undoing.new_people)
    log.append("accounts", "import undone", actor, accounts=accounts, lines=len(steps))


class _Undoing:
    def __init__(self, steps):
        people = {step["person"] for step in steps}
        posts = {step["post"] for step in steps if step["post"]}
        self.people = Person.objects.select_for_update().in_bulk(people)
        self.posts = Post.objects.select_for_update().in_bulk(posts)
        self.new_people, self.new_posts = set(), set()
        self.changed_people, self.changed_posts = {}, {}

    def take(self, step):
        person = self.people.get(step["person"])
        if person is None:
            raise _used(step["name"])
        if step["post"]:
            self._take_post(step, self.posts.get(step["post"]))
        if step["account"]:
            self._take_account(step, person)
        if step["new"]:
            self.new_people.add(person.pk)

    def _take_post(self, step, post):
        if post is None or _text(post.valid_to) != step["until"]:
            raise _used(step["name"])
        if step["post_new"]:
            self.new_posts.add(post.pk)
        else:
            post.valid_to = step["until_before"]
            self.changed_posts[post.pk] = post

    def _take_account(self, step, person):
        if [person.name, person.phone] != step["account"]["after"]:
            raise _used(step["name"])
        person.name, person.phone = step["account"]["before"]
        person.initials = initials_of(person.name)
        self.changed_people[person.pk] = person

    def refuse_what_is_used(self):
        """Whoever signed in, and whatever others point at, stays."""
        for pk in self.new_people:
            if self.people[pk].last_login is not None:
                raise _used(self.people[pk].name)
        more_posts = Post.objects.filter(person__in=self.new_people).exclude(pk__in=self.new_posts)
        if (
            more_posts.exists()
            or is_referred_to(Person, self.new_people, apart_from=[Post])
            or is_referred_to(Post, self.new_posts)
        ):
            raise ImportRefused(
                _("Some of what came in is in use already, so it is not taken back.")
            )

    def write(self):
        Post.objects.filter(pk__in=self.new_posts).delete()
        for post in self.changed_posts.values():
            if post.pk not in self.new_posts:
                post.save(update_fields=["valid_to"])
        # First out, then back: a phone number may have moved to a new account.
        Person.objects.filter(pk__in=self.new_people).delete()
        for person in self.changed_people.values():
            if person.pk not in self.new_people:
                person.save(update_fields=["name", "initials", "phone"])


def _used(name):
    return ImportRefused(
        _("“%(name)s” was changed or has signed in since, so the list is not taken back.")
        % {"name": name}
    )


def _text(day):
    return str(day) if day else None
