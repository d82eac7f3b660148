"""People and their posts. What somebody may do follows from today's posts, nothing else."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from ledger.prepared import Given, Prepared
from organisation.models.units import Unit, valid_on
from organisation.periods import today
from organisation.pinyin import initials_of
from organisation.rights import Act, PostKind

# To whom the villages turn: their own township first, then those who plan in the county.
HELPERS = (PostKind.TOWNSHIP_OPERATOR, PostKind.TOWNSHIP_DIRECTOR, PostKind.ORGANISER)


class PersonQuerySet(models.QuerySet):
    def serving_on(self, day):
        """People who hold any post on that day."""
        return self.filter(pk__in=Post.objects.on(day).values("person"))

    def posted_in(self, units, day, kinds=None):
        """People with a post on that day in one of the units."""
        posts = Post.objects.on(day).filter(unit__in=units)
        if kinds is not None:
            posts = posts.filter(kind__in=kinds)
        return self.filter(pk__in=posts.values("person"))

    def managed_by(self, manager):
        """Accounts she may make, change and reset.

        All of them with `MANAGE_ACCOUNTS`. With `MAKE_ACCOUNTS` those of village officers of
        her units, as long as they hold no other post and none elsewhere.
        """
        if Unit.objects.run_by(manager, Act.MANAGE_ACCOUNTS).exists():
            return self.all()
        her_villages = Unit.objects.run_by(manager, Act.MAKE_ACCOUNTS).villages()
        posts = Post.objects.filter(kind=PostKind.INFORMATION_OFFICER, unit__in=her_villages)
        others = Post.objects.not_over(today()).exclude(pk__in=posts.values("pk"))
        return self.filter(pk__in=posts.values("person")).exclude(pk__in=others.values("person"))

    def called(self, words):
        """By name, by the initials of its pinyin (`zxh`), by user name or whole phone number."""
        return self.filter(
            Q(name__icontains=words)
            | Q(initials__startswith=words.lower())
            | Q(username__iexact=words)
            | Q(phone=words)
        )


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def signing_in_as(self, name):
        """The account of this user name or phone number, or None; a user name goes first."""
        found = _CALLED_SO.all(name=name)
        return min(found, key=lambda person: person.username.lower() != name.lower(), default=None)

    def create_user(self, username, name, password=None, **fields):
        """A new account; without a password nobody can sign in to it."""
        person = self.model(username=username, name=name, initials=initials_of(name), **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Letters, digits and @ . + - _ only."))],
    )
    phone = models.CharField(
        _("phone number"),
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^1[3-9]\d{9}\Z", _("A mobile number has 11 digits."))],
    )
    name = models.CharField(_("name"), max_length=50)
    initials = models.CharField(_("pinyin initials"), max_length=50, db_index=True, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(_("must choose a password"), default=False)
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    big_text = models.BooleanField(_("large text"), default=False)
    date_joined = models.DateTimeField(_("account made"), auto_now_add=True)

    # Wagtail writes to people who have an address; here nobody has one.
    email = ""

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        # Asked by everybody who signs in, in whatever letters.
        indexes = [models.Index(Upper("username"), name="organisation_person_called")]

    def __str__(self):
        return self.name

    @property
    def first_name(self):
        """What Wagtail calls its user."""
        return self.name

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def posts_on(self, day):
        return self.posts.on(day).select_related("unit")


# The accounts whose user name, in whatever letters, or whose phone number is `name`.
_CALLED_SO = Prepared(
    lambda: (
        Person.objects.alias(called=Upper("username"))
        .filter(Q(called=Upper(Given("name"))) | Q(phone=Given("name")))
        .order_by()
    )
)


class PostQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(valid_on(day))

    def not_over(self, day):
        """Held on that day or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def ended_by(self, manager):
        """Posts whose end she may set: those she may give, of people she manages."""
        return self.filter(person__in=Person.objects.managed_by(manager).exclude(pk=manager.pk))

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def reachable_by(self, person):
        """Whom she may call: those below who sees the board, and above her those who help."""
        below = Unit.objects.run_by(person, Act.SEE_BOARD)
        helpers = Q(kind__in=HELPERS, unit__in=Unit.objects.serving(person))
        return self.filter(Q(unit__in=below) | helpers)


class Post(models.Model):
    """A person holds a post in a unit from a day on, up to (not including) another."""

    class Kind(models.TextChoices):
        INFORMATION_OFFICER = PostKind.INFORMATION_OFFICER, _("village information officer")
        TOWNSHIP_OPERATOR = PostKind.TOWNSHIP_OPERATOR, _("township operator")
        TOWNSHIP_DIRECTOR = PostKind.TOWNSHIP_DIRECTOR, _("township director")
        INSTRUCTOR = PostKind.INSTRUCTOR, _("instructor")
        ORGANISER = PostKind.ORGANISER, _("organiser")
        SUPERVISOR = PostKind.SUPERVISOR, _("supervisor")
        LEADER = PostKind.LEADER, _("leader")
        EDITOR = PostKind.EDITOR, _("editor")
        SECURITY_ADMIN = PostKind.SECURITY_ADMIN, _("security administrator")
        AUDIT_ADMIN = PostKind.AUDIT_ADMIN, _("audit administrator")
        SYSTEM_ADMIN = PostKind.SYSTEM_ADMIN, _("system administrator")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="posts", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    kind = models.CharField(_("post"), max_length=30, choices=Kind)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["person", "valid_from"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "kind", "valid_from"], name="organisation_post_once"
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"],
                condition=Q(valid_to=None),
                name="organisation_post_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="organisation_post_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.unit}"

    @property
    def last_day(self):
        """As people say it: the day that is still in the post."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None
