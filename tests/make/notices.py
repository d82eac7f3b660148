from notices import services
from notices.models import Notice
from organisation.models import Post
from organisation.periods import Month
from tests.make.organisation import county, person

__all__ = ["progress_notice", "supervisor"]


def supervisor():
    return person(Post.Kind.SUPERVISOR, county())


def progress_notice(state="issued", month=None, drafted_by=None):
    """A notice that has come as far as `state`, by the real services."""
    month = month or Month.current().previous
    made = services.begin_draft(drafted_by, county(), month)
    if state == "writing":
        return made
    services.write_draft(made)
    if state in ("checked", "approved", "issued"):
        services.check(supervisor(), made)
    if state in ("approved", "issued"):
        services.approve(person(Post.Kind.LEADER, county()), made)
    if state == "issued":
        services.issue(supervisor(), made)
    return Notice.objects.get(pk=made.pk)
