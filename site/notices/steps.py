"""What a person may do with a notice now: the buttons of its page."""

from dataclasses import dataclass

from notices.models import Notice, Receipt

State = Notice.State


@dataclass(frozen=True)
class Steps:
    drafts: bool  # it is hers to write
    approves: bool
    own: bool  # she wrote or checked it herself
    state: str
    unread: bool

    @property
    def may_edit(self):
        return self.drafts and self.state == State.DRAFT

    @property
    def may_write_now(self):
        return self.drafts and self.state == State.WRITING

    @property
    def may_approve(self):
        return self.approves and self.state == State.CHECKED and not self.own

    @property
    def waits_for_another(self):
        return self.approves and self.own and self.state == State.CHECKED

    @property
    def may_send_back(self):
        return self.approves and self.state in (State.CHECKED, State.APPROVED)

    @property
    def may_issue(self):
        return (self.drafts or self.approves) and self.state == State.APPROVED

    @property
    def may_correct(self):
        return self.drafts and self.state == State.ISSUED

    @property
    def sees_receipts(self):
        return self.drafts and self.state == State.ISSUED


def steps_of(person, notice):
    mine = Notice.objects.filter(pk=notice.pk)
    return Steps(
        drafts=mine.draftable_by(person).exists(),
        approves=mine.approvable_by(person).exists(),
        own=person.pk in (notice.drafted_by_id, notice.checked_by_id),
        state=notice.state,
        unread=Receipt.objects.of(person).unread().filter(notice=notice).exists(),
    )
