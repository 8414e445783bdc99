"""Cases: in lists, one in full, its history, what is done to it."""

from typing import Literal

from pydantic import Field

from api.shapes.forms import Form
from api.shapes.tasks import CommentMade, FileShown, SummaryField
from api.shapes.wire import Body, Instant, Json, Person, Shape, Words


class Holder(Shape):
    """A step at which a case stands, who has it (or may take it), since when and until when; `count`: how often."""

    step: str
    name: Words
    kind: str
    people: list[Person] = Field(default_factory=list)
    claimed: bool = False
    since: Instant
    due: Instant | None = None
    late: bool = False
    count: int = 1


class Copied(Shape):
    """That the asker reads along. `read_at` empty: not read yet."""

    at: Instant
    by: Person | None = None
    text: str = ""
    read_at: Instant | None = None


class ComingEvent(Shape):
    """What happens by itself, and when."""

    at: Instant
    sentence: Words
    step: str | None = None


class CaseLine(Shape):
    """A case in a list. `end` names the end state; `sealed` and not the asker's: without title and summary.
    `started_by`: who has started it for the `starter`."""

    case_id: str
    business_key: str
    process: str
    process_name: Words
    title: Words
    summary: list[SummaryField] = Field(default_factory=list)
    stage: Words | None = None
    status: Literal["open", "completed", "cancelled"]
    end: Words | None = None
    reason: str = ""
    starter: Person | None = None
    starter_for: Person | None = None
    started_by: Person | None = None
    started_at: Instant
    changed_at: Instant
    ended_at: Instant | None = None
    due: Instant | None = None
    late: bool = False
    holders: list[Holder] = Field(default_factory=list)
    next: ComingEvent | None = None
    incidents: int = 0
    sealed: bool = False
    readable: bool = True
    followed: bool = False
    copied: Copied | None = None


class Stage(Shape):
    """A stage, as customer and manager see it."""

    name: Words
    state: Literal["done", "now", "coming", "left_out"]


class Reached(Shape):
    """What became of telling somebody of a task: when it left for them, or that it could not; when they opened it."""

    person: Person
    sent_at: Instant | None
    failed: bool
    opened_at: Instant | None


class WayStep(Shape):
    """A step on the way of a case: behind it, where it is, or what comes.

    What comes is predicted: `depends` says on what, empty where it is certain; `due` is then when it is due if every
    step before it is finished at the last moment. `text` says what was decided, or why it was left out. `count`: at how
    many items of it the case stands. `reached`: where it stands, who of those who may act was told, and has looked.
    """

    step: str
    name: Words
    kind: str
    state: Literal["done", "now", "coming", "skipped", "cancelled"]
    people: list[Person] = Field(default_factory=list)
    on_behalf_of: Person | None = None
    claimed: bool = False
    at: Instant | None = None
    due: Instant | None = None
    late: bool = False
    text: Words = Words()
    comment: str = ""
    task: str | None = None
    depends: list[Words] = Field(default_factory=list)
    count: int = 1
    reached: list[Reached] = Field(default_factory=list)


class WayShown(Shape):
    """A way through a process. `complete`: the prediction reached an end; `ends`: which ends it may reach."""

    steps: list[WayStep]
    ends: list[Words] = Field(default_factory=list)
    complete: bool = True


class FileRef(Shape):
    """A file as cases hold it, and as `POST /api/files` gives it."""

    digest: str
    name: str
    size: int
    type: str


How = Literal["called", "caller", "undoes", "undone_by", "copied_from", "list", "on_list", "points_at", "pointed_at_by"]


class Related(Shape):
    """Another case this one has to do with; without title where the asker may not read it. `step`: of which step it
    is, or by which field one points at the other."""

    case_id: str
    business_key: str
    process_name: Words
    title: Words
    status: Literal["open", "completed", "cancelled", "unknown"]
    how: How
    step: Words = Words()
    readable: bool = True


class UseShown(Shape):
    """What all cases of a process that point at this one use of it together. `field`: what is summed up; `limit` None:
    there is none."""

    process_name: Words
    field: Words
    used: str
    limit: str | None
    currency: str | None


class CaseName(Shape):
    """What a case is called."""

    case_id: str
    business_key: str
    process_name: Words
    title: Words


class CaseChoice(Shape):
    """A case that may be picked in a field; `value` is what the field then holds."""

    case_id: str
    business_key: str
    process_name: Words
    title: Words
    status: Literal["open", "completed", "cancelled"]
    value: Json


class Button(Shape):
    """An event of the definition that somebody may press, or a message that may be recorded by hand."""

    id: str
    verb: Literal["press", "record"]
    name: Words
    holder: str | None = None
    form: Form = Form()
    comment: Literal["optional", "required", "none"] = "optional"


class CaseVerb(Shape):
    """What the asker may do with the case as a whole; `why_not` where it is closed for now."""

    verb: Literal["comment", "attach", "copy", "recall", "withdraw", "urge", "revoke", "follow", "unfollow", "read"]
    possible: bool
    why_not: Words | None = None


class CaseShown(Shape):
    """A case, as somebody may see it: where it is and has been, who has it, what comes next. `urgeable`: the steps it
    may be urged at."""

    case: CaseLine
    department: Words
    start: str
    stages: list[Stage]
    way: WayShown
    coming: list[ComingEvent]
    incidents: list[Words]
    related: list[Related]
    uses: list[UseShown]
    verbs: list[CaseVerb]
    buttons: list[Button]
    urgeable: list[str]
    readable: bool
    revision: int


class DataShown(Shape):
    """What a case holds, as a document of fields that are only shown; `empty` are those nobody has filled."""

    form: Form
    empty: list[Words]
    revision: int


class FileList(Shape):
    """The files of a case: those in its fields, and those people have added, the latest last."""

    items: list[FileShown]


class CommentList(Shape):
    """What people have said in a case, in order."""

    items: list[CommentMade]


class Happened(Shape):
    """One thing that happened: `inner` says that people rarely want to know it."""

    turn: int
    at: Instant
    sentence: Words
    by: Person | None = None
    on_behalf_of: Person | None = None
    why: Words = Words()
    comment: str = ""
    inner: bool = False
    kind: str


class NewCase(Body):
    """A case to be started. `for_person`: for whom, if not for oneself; `department`: for which of the starter's own;
    `copy_of`: the case its data was taken from.
    """

    process: str = Field(max_length=80)
    start: str = Field(max_length=60)
    data: dict[str, Json] = Field(default_factory=dict)
    department: str | None = Field(default=None, max_length=80)
    for_person: str | None = Field(default=None, max_length=100)
    copy_of: str | None = Field(default=None, max_length=40)


class NewMessage(Body):
    """A message from outside, for the cases that hear it with this key."""

    message: str = Field(max_length=80)
    key: str = Field(default="", max_length=200)
    data: dict[str, Json] = Field(default_factory=dict)


class Delivered(Shape):
    """What became of a message. `refused`: starts it should have made and that were refused, in words."""

    status: Literal["delivered", "pending"]
    command: str
    cases: list[str] = Field(default_factory=list)
    started: list[str] = Field(default_factory=list)
    refused: list[str] = Field(default_factory=list)


class CommentOn(Body):
    """A comment. `approvers`: only for those who decide; `to`: who is told."""

    comment: str = Field(min_length=1, max_length=4000)
    approvers: bool = False
    to: list[str] = Field(default_factory=list, max_length=50)


class AttachTo(Body):
    """Files to add, as they were given by `POST /api/files`; `task`: to a task of it."""

    files: list[FileRef] = Field(min_length=1, max_length=20)
    comment: str = Field(default="", max_length=4000)
    task: str | None = Field(default=None, max_length=200)


class CopyTo(Body):
    """Who shall read along."""

    people: list[str] = Field(min_length=1, max_length=100)
    comment: str = Field(default="", max_length=4000)


class WithComment(Body):
    """An act with what is said to it."""

    comment: str = Field(default="", max_length=4000)


class UrgeIt(Body):
    """A reminder to whoever can move a step at which the case stands; with one open step it need not be named."""

    comment: str = Field(min_length=1, max_length=1000)
    step: str | None = Field(default=None, max_length=60)


class PressIt(Body):
    """A button of the definition: `event`, of a step or of the case."""

    event: str = Field(max_length=60)
    holder: str | None = Field(default=None, max_length=60)
    data: dict[str, Json] = Field(default_factory=dict)
    comment: str = Field(default="", max_length=4000)


class RecordIt(Body):
    """A message that came past the system, recorded by hand."""

    message: str = Field(max_length=80)
    data: dict[str, Json] = Field(default_factory=dict)
