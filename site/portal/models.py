"""The public pages: what they hold, where they may stand, which of them are listed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.urls import get_resolver
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Orderable, Page, PageManager, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from organisation.periods import today
from portal.blocks import BodyBlock

PER_PAGE = 20


class PublicPage(Page):
    """What all our pages share."""

    # A page is public or for people with an account; no passwords to hand round.
    private_page_options = ["login"]
    show_in_menus_default = False
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("search_description")], _("Address"))
    ]

    class Meta:
        abstract = True

    @property
    def words(self):
        """The text without its markup, as it is searched."""
        return " ".join(self.body.stream_block.get_searchable_content(self.body))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "portal_name": public_name(request)}

    def clean(self):
        super().clean()
        if self.slug in {"static", *_taken(get_resolver().url_patterns)}:
            raise ValidationError(
                {"slug": _("This address belongs to another part of the site. Choose another.")}
            )


def public_name(request):
    """What residents know the site by; the portal's own name where it has no other."""
    site = Site.find_for_request(request)
    return (site and site.site_name) or settings.PORTAL_NAME


def _taken(patterns):
    """The first parts of all addresses that an app, not Wagtail, answers to."""
    for pattern in patterns:
        if not str(pattern.pattern) and hasattr(pattern, "url_patterns"):
            yield from _taken(pattern.url_patterns)
        else:
            yield str(pattern.pattern).partition("/")[0]


class ListPage(PublicPage):
    """An index: its children, the newest first, twenty at a time."""

    max_count = 1
    parent_page_types = ["portal.HomePage"]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        listed = Paginator(self.listed(request), PER_PAGE)
        return {
            **super().get_context(request, *args, **kwargs),
            "listed": listed.get_page(request.GET.get("page")),
            "page_query": "",
        }

    def listed(self, request):
        raise NotImplementedError


class DatedQuerySet(PageQuerySet):
    def newest(self):
        return self.order_by("-published_on", "-pk")


class DatedPage(PublicPage):
    """Something published: on which day, and whose word it is."""

    published_on = models.DateField(_("published on"), default=today, db_index=True)
    source = models.CharField(
        _("source"), max_length=80, help_text=_("Whose word it is. Shown under the title.")
    )
    summary = models.CharField(
        _("in one sentence"), max_length=120, blank=True, help_text=_("Shown in lists.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("published_on"), FieldPanel("source")], _("Day and source")),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    subpage_types = []

    class Meta:
        abstract = True


class HomePage(PublicPage):
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "portal.NewsIndexPage",
        "portal.NoticeIndexPage",
        "portal.MaterialIndexPage",
        "portal.InfoPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def services(self):
        """What people come for, as buttons."""
        return InfoPage.objects.live().child_of(self).filter(place=InfoPage.Place.SERVICE)

    def explanations(self):
        """What stands at the foot of every page."""
        return InfoPage.objects.live().child_of(self).filter(place=InfoPage.Place.FOOT)

    def indexes(self):
        found = (self.notice_index(), self.news_index(), self.material_index())
        return [index for index in found if index]

    def notices(self):
        return NoticePage.objects.live().about(NoticePage.Topic.GENERAL).newest()[:3]

    def training(self):
        return NoticePage.objects.live().about(NoticePage.Topic.TRAINING).newest()[:3]

    def articles(self):
        return ArticlePage.objects.live().pictured().newest()[:4]

    def notice_index(self):
        return NoticeIndexPage.objects.live().child_of(self).first()

    def news_index(self):
        return NewsIndexPage.objects.live().child_of(self).first()

    def material_index(self):
        return MaterialIndexPage.objects.live().child_of(self).first()


class ArticleQuerySet(DatedQuerySet):
    def pictured(self):
        """With what a list needs to show the pictures without asking again."""
        return self.select_related("image").prefetch_related("image__renditions")


class NewsIndexPage(ListPage):
    subpage_types = ["portal.ArticlePage"]

    class Meta:
        verbose_name = _("list of news")

    def listed(self, request):
        return ArticlePage.objects.live().pictured().newest().child_of(self)


class ArticlePage(DatedPage):
    parent_page_types = ["portal.NewsIndexPage"]

    image = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=120,
        blank=True,
        help_text=_("Read aloud to those who cannot see it, and shown when pictures are off."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *DatedPage.content_panels[:-1],
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], _("Picture")),
        DatedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("news article")

    def clean(self):
        super().clean()
        if self.image_id and not self.image_alt:
            raise ValidationError({"image_alt": _("Say in a few words what the picture shows.")})


class NoticeQuerySet(DatedQuerySet):
    def about(self, topic):
        """Only those of a topic; all for an empty one."""
        return self.filter(topic=topic) if topic else self


class NoticeIndexPage(ListPage):
    subpage_types = ["portal.NoticePage"]

    class Meta:
        verbose_name = _("list of public notices")

    def listed(self, request):
        return NoticePage.objects.live().child_of(self).about(self.topic(request)).newest()

    def topic(self, request):
        """Chosen by ?topic=; anything unknown means all."""
        asked = request.GET.get("topic", "")
        return asked if asked in NoticePage.Topic.values else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        topic = self.topic(request)
        stays = f"topic={topic}&" if topic else ""
        return {
            **context,
            "topic": topic,
            "topics": NoticePage.Topic.choices,
            "page_query": stays,
        }


class NoticePage(DatedPage):
    class Topic(models.TextChoices):
        GENERAL = "general", _("General")
        TRAINING = "training", _("Training and contests")

    parent_page_types = ["portal.NoticeIndexPage"]

    topic = models.CharField(_("topic"), max_length=20, choices=Topic, default=Topic.GENERAL)

    objects = PageManager.from_queryset(NoticeQuerySet)()

    content_panels = [
        *DatedPage.content_panels[:1],
        FieldPanel("topic"),
        *DatedPage.content_panels[1:],
    ]

    class Meta:
        verbose_name = _("public notice")


class MaterialIndexPage(ListPage):
    subpage_types = ["portal.MaterialPage"]

    class Meta:
        verbose_name = _("list of course material")

    def listed(self, request):
        pages = MaterialPage.objects.live().child_of(self).newest()
        return pages.annotate(number_of_files=models.Count("files"))


class MaterialPage(DatedPage):
    parent_page_types = ["portal.MaterialIndexPage"]

    objects = PageManager.from_queryset(DatedQuerySet)()

    content_panels = [*DatedPage.content_panels, InlinePanel("files", label=_("document"))]

    class Meta:
        verbose_name = _("course material")

    def documents(self):
        return self.files.select_related("document")


class MaterialFile(Orderable):
    page = ParentalKey(MaterialPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("document")
    )
    note = models.CharField(_("what it is for"), max_length=120, blank=True)

    panels = [FieldPanel("document"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("document of a course")
        verbose_name_plural = _("documents of courses")

    def __str__(self):
        return self.note or str(self.document)


class InfoPage(PublicPage):
    """A page that stays: how to get something done, privacy, corrections."""

    class Place(models.TextChoices):
        SERVICE = "service", _("a button on the home page")
        FOOT = "foot", _("a link at the foot of every page")
        NOWHERE = "", _("only where it is linked")

    parent_page_types = ["portal.HomePage"]
    subpage_types = []

    place = models.CharField(_("where it is shown"), max_length=10, choices=Place, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("place"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("information page")


def find_pages(query):
    """Published pages with these words, the best first; each knows its `words`."""
    kinds = (ArticlePage, NoticePage, MaterialPage, InfoPage)
    return Page.objects.live().public().type(*kinds).specific().search(query)


@register_setting(icon="info-circle")
class SiteDetails(BaseSiteSetting):
    """The foot that the guide to government sites asks for; what is empty is not shown."""

    organiser = models.CharField(_("who runs the site"), max_length=120, blank=True)
    site_code = models.CharField(_("government site code"), max_length=20, blank=True)
    icp = models.CharField(_("ICP filing"), max_length=60, blank=True)
    police = models.CharField(_("police filing"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("when somebody answers"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("foot of the site")
