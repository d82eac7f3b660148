"""Units as a tree. A code is not for ever: units close, merge, change their names."""

from functools import reduce
from operator import or_

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from organisation.periods import today
from organisation.rights import posts_that_may

code_of_twelve_digits = RegexValidator(r"^\d{12}\Z", _("A unit code has 12 digits."))


def valid_on(day, prefix=""):
    """Half-open validity: from its first day up to, not including, `valid_to`."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )


class UnitQuerySet(MP_NodeQuerySet):
    def valid_on(self, day):
        return self.filter(valid_on(day))

    def now(self):
        return self.valid_on(today())

    def within(self, unit):
        """The unit itself and every unit below it."""
        return self.filter(path__startswith=unit.path)

    def under(self, posts):
        """The units of these posts, and every unit below them."""
        paths = posts.values_list("unit__path", flat=True)
        return self._any(Q(path__startswith=path) for path in paths)

    def seen_by(self, person):
        """Units whose work she answers for: those of today's posts, and below."""
        return self.under(person.posts_on(today()))

    def serving(self, person):
        """Her units and all above them: what they offer is offered to her."""
        paths = person.posts_on(today()).values_list("unit__path", flat=True)
        wanted = {above for path in paths for above in self.model.paths_to(path)}
        return self.filter(path__in=wanted)

    def run_by(self, person, act):
        """Units in which one of today's posts allows the act (`rights.py`)."""
        return self.under(person.posts_on(today()).filter(kind__in=posts_that_may(act)))

    def villages(self):
        return self.filter(level=self.model.Level.VILLAGE)

    def townships(self):
        return self.filter(level=self.model.Level.TOWNSHIP)

    def counties(self):
        return self.filter(level=self.model.Level.COUNTY)

    def _any(self, conditions):
        conditions = list(conditions)
        return self.filter(reduce(or_, conditions)) if conditions else self.none()


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):
    def get_queryset(self):
        # treebeard's manager hard-codes its own queryset; keep its order, use ours.
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    class Level(models.IntegerChoices):
        COUNTY = 3, _("county")
        TOWNSHIP = 4, _("township")
        VILLAGE = 5, _("village")

    code = models.CharField(_("code"), max_length=12, validators=[code_of_twelve_digits])
    name = models.CharField(_("name"), max_length=60, help_text=_("The name it has now."))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    # As the list gives it: the parent of a county is outside this installation.
    parent_code = models.CharField(_("code of the unit above"), max_length=12, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The first day it is no longer valid.")
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        blank=True,
        verbose_name=_("successors"),
    )

    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="organisation_unit_open_code"
            ),
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="organisation_unit_code_from"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_unit_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def paths_to(cls, path):
        """The paths of the county, and so on down to the unit with this path."""
        return [path[:end] for end in range(cls.steplen, len(path) + 1, cls.steplen)]

    def name_on(self, day):
        """The name it had on a day; one query."""
        former = self.names.filter(valid_on(day)).first()
        return former.name if former else self.name


class UnitNameQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Names in use on a day, of units that were valid then, in the order of the tree."""
        names = self.filter(valid_on(day), valid_on(day, "unit__"))
        return names.select_related("unit").order_by("unit__path")

    def directly_below(self, unit):
        return self.filter(unit__path__startswith=unit.path, unit__depth=unit.depth + 1)


class UnitName(models.Model):
    """What a unit was called, and when."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        verbose_name = _("name of a unit")
        verbose_name_plural = _("names of units")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="organisation_unit_one_name"
            )
        ]

    def __str__(self):
        return self.name


class UnitList(models.Model):
    """A list of divisions that was imported: lists come in the order of their dates."""

    as_of = models.DateField(_("as of"))
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("imported list of units")
        verbose_name_plural = _("imported lists of units")

    def __str__(self):
        return f"{self.as_of:%Y-%m-%d}"
