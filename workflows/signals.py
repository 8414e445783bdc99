"""What machines say to a case, by Signal: each is a stimulus in its wire form, put into the mailbox."""

from temporalio import workflow

from engine.runtime import border
from engine.runtime.border import Wire
from engine.runtime.stimuli import (
    BatchTold,
    CalendarsChanged,
    CalledEnded,
    CancelAsked,
    DirectoryChanged,
    MemberJoined,
    MemberLeft,
    MessageArrived,
    SendUnrouted,
    ServiceAnswered,
)
from engine.runtime.wire import decode_as
from workflows.mailbox import Mailbox
from workflows.outside import Outside


class Signals:
    """The ears of a case. Nothing here touches its state."""

    def __init__(self, mailbox: Mailbox, outside: Outside) -> None:
        self._mailbox = mailbox
        self._outside = outside

    @workflow.signal(name=border.MESSAGE)
    def message(self, wire: Wire) -> None:
        """A message from outside or from another case."""
        self._mailbox.post(decode_as(MessageArrived, wire))

    @workflow.signal(name=border.SERVICE)
    def service(self, wire: Wire) -> None:
        """A service that took a call and promised to answer later."""
        self._mailbox.post(decode_as(ServiceAnswered, wire))

    @workflow.signal(name=border.SEND_UNROUTED)
    def send_unrouted(self, wire: Wire) -> None:
        """No channel carries a message of this case: people bring it."""
        self._mailbox.post(decode_as(SendUnrouted, wire))

    @workflow.signal(name=border.CALLED_ENDED)
    async def called_ended(self, wire: Wire) -> None:
        """A called case has ended. A fast one may say so before its opening has been told: that comes first."""
        ended = decode_as(CalledEnded, wire)
        await workflow.wait_condition(lambda: ended.instance not in self._outside.opening)
        self._mailbox.post(ended)

    @workflow.signal(name=border.CANCEL)
    def cancel(self, wire: Wire) -> None:
        """The case that called this one does not need it any more."""
        self._mailbox.post(decode_as(CancelAsked, wire))

    @workflow.signal(name=border.MEMBER_JOINED)
    def member_joined(self, wire: Wire) -> None:
        """To a list: a case has come to its step."""
        self._mailbox.post(decode_as(MemberJoined, wire))

    @workflow.signal(name=border.MEMBER_LEFT)
    def member_left(self, wire: Wire) -> None:
        """To a list: a case has left the step by itself."""
        self._mailbox.post(decode_as(MemberLeft, wire))

    @workflow.signal(name=border.DIRECTORY_CHANGED)
    def directory_changed(self, wire: Wire) -> None:
        """Open tasks of this case may be other people's now."""
        self._mailbox.post(decode_as(DirectoryChanged, wire))

    @workflow.signal(name=border.CALENDARS_CHANGED)
    def calendars_changed(self, wire: Wire) -> None:
        """Limits of this case may come at other instants now.

        Cases of every revision follow. Where a worker of before has had this Signal, it made no turn of it, and the
        history has none: who replays that history makes none either.
        """
        if workflow.patched(border.CALENDARS_CHANGED):
            self._mailbox.post(decode_as(CalendarsChanged, wire))

    @workflow.signal(name=border.BATCH_TOLD)
    def batch_told(self, wire: Wire) -> None:
        """From a list to one of its members."""
        self._mailbox.post(decode_as(BatchTold, wire))
