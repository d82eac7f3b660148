"""A list of awards laid out for reading, and as sentences for the monthly notice."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from competitions.models import Award


@dataclass(frozen=True)
class Chapter:
    """One award and who gets it."""

    title: str
    awards: list[Award]

    @property
    def is_for_units(self):
        return self.awards[0].kind == Award.Kind.ORGANISATION


def chapters_of(award_list):
    """In the order of the list: by rank, special ones, good organisation."""
    chapters = {}
    for award in award_list.awards.select_related("unit"):
        chapters.setdefault((award.kind, award.title), []).append(award)
    return [Chapter(title, awards) for (_kind, title), awards in chapters.items()]


def lines_for_the_notice(award_list):
    """A line an award: what the county's notice says of the contest."""
    return "\n".join(
        _("%(award)s: %(holders)s.")
        % {
            "award": chapter.title,
            "holders": _(", ").join(award.holder for award in chapter.awards),
        }
        for chapter in chapters_of(award_list)
    )
