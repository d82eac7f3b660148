"""Posts: who may give which, and which do not go together."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation.appointments import LEVELS, excluded_by, overlap
from organisation.models import Post, Unit
from organisation.rights import Act, PostKind


class PostRefused(Exception):
    """Its message may be shown to the person who asked."""


def kinds_given_by(actor):
    """All posts with `MANAGE_ACCOUNTS`, that of village officer with `MAKE_ACCOUNTS`."""
    if Unit.objects.run_by(actor, Act.MANAGE_ACCOUNTS).exists():
        return list(Post.Kind)
    if Unit.objects.run_by(actor, Act.MAKE_ACCOUNTS).exists():
        return [Post.Kind.INFORMATION_OFFICER]
    return []


def units_served_by(actor):
    """Where the actor may give posts."""
    everywhere = Unit.objects.run_by(actor, Act.MANAGE_ACCOUNTS)
    if everywhere.exists():
        return everywhere.now()
    return Unit.objects.run_by(actor, Act.MAKE_ACCOUNTS).villages().now()


@transaction.atomic
def give_post(actor, person, kind, unit, valid_from, last_day=None):
    if actor == person:
        raise PostRefused(_("Nobody gives a post to herself. Ask another administrator."))
    if kind not in kinds_given_by(actor) or not units_served_by(actor).filter(pk=unit.pk).exists():
        raise PostRefused(_("You may not give this post in this unit."))
    if unit.level not in LEVELS[PostKind(kind)]:
        raise PostRefused(
            _("This post does not belong to a %(level)s.") % {"level": unit.get_level_display()}
        )
    valid_to = _end(valid_from, last_day)
    _refuse_clashes(person, kind, unit, (valid_from, valid_to))
    post = Post.objects.create(
        person=person, unit=unit, kind=kind, valid_from=valid_from, valid_to=valid_to
    )
    _log("post given", actor, post)
    return post


@transaction.atomic
def end_post(actor, post, last_day):
    """`last_day` is still in the post."""
    if actor == post.person:
        raise PostRefused(_("Nobody ends a post of her own. Ask another administrator."))
    if post.kind not in kinds_given_by(actor):
        raise PostRefused(_("You may not end this post."))
    valid_to = _end(post.valid_from, last_day)
    if post.valid_to is not None and post.valid_to < valid_to:
        raise PostRefused(_("This post ends earlier already. Give it anew instead."))
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    _log("post ended", actor, post)


def _end(first, last_day):
    if last_day is None:
        return None
    if last_day < first:
        raise PostRefused(_("The last day lies before the first."))
    return last_day + timedelta(days=1)


def _refuse_clashes(person, kind, unit, span):
    held = [(post.kind, post.unit_id, (post.valid_from, post.valid_to)) for post in _held(person)]
    if any(k == kind and u == unit.pk and overlap(span, when) for k, u, when in held):
        raise PostRefused(_("The person holds this post at that time already."))
    if excluded_by(kind, span, [(k, when) for k, _unit, when in held]):
        raise PostRefused(
            _("Security, audit and system administrator must be three different people.")
        )


def _held(person):
    # Locked, so that two administrators do not give two halves of a pair at once.
    return list(Post.objects.select_for_update().filter(person=person))


def _log(verb, actor, post):
    log.append(
        "accounts",
        verb,
        actor,
        person=post.person_id,
        name=post.person.name,
        post=post.kind,
        unit=post.unit.code,
        first=str(post.valid_from),
        to=str(post.valid_to or ""),
    )
