"""Starts: what somebody may begin, the form of it, and the way it would go."""

from typing import Literal

from pydantic import Field

from api.shapes.cases import WayShown
from api.shapes.forms import Form
from api.shapes.tasks import DraftShown
from api.shapes.wire import Body, Json, Person, Shape, Words


class StartLine(Shape):
    """A way to begin a case by hand. `start_name` only where the process has several; `used`: how often by the asker
    lately; `last`: the case they began so last; `for_others`: for others alone."""

    process: str
    start: str
    name: Words
    start_name: Words = Words()
    department: str
    favourite: bool = False
    used: int = 0
    last: str | None = None
    draft: bool = False
    for_others: bool = False


class StartGroup(Shape):
    """The starts of the processes of one department."""

    department: str
    name: Words
    items: list[StartLine]


class Starts(Shape):
    """What the asker may start; what they may not is not named. `recent`: what they started last, the latest first."""

    groups: list[StartGroup]
    favourites: list[StartLine]
    recent: list[StartLine]


class DepartmentChoice(Shape):
    """A department of the starter for which it may be started."""

    id: str
    name: Words
    main: bool


class CopiedFrom(Shape):
    """The case whose data a form was filled with. `left_out`: fields of it that are not handed in here, or not fit."""

    case_id: str
    business_key: str
    title: Words
    left_out: list[Words] = Field(default_factory=list)


class StartForm(Shape):
    """The form of a start. Values in it are the draft's, else the copied case's, else defaults.

    A copy of a case has a draft of its own.

    `departments`: one of them must be named with `department`; empty where nothing depends on it. `whose`: for whom it
    may be started: for oneself, for others, either. `for_person`: for whom this form is.
    """

    process: str
    start: str
    plan: str
    version: int
    name: Words
    start_name: Words
    department_name: Words
    form: Form
    departments: list[DepartmentChoice]
    whose: Literal["own", "others", "either"]
    for_person: Person | None
    draft: DraftShown | None
    copied: CopiedFrom | None
    favourite: bool


class StartPreview(Body):
    """What is filled in so far. `for_person`: for whom, if not for oneself."""

    data: dict[str, Json] = Field(default_factory=dict)
    department: str | None = Field(default=None, max_length=80)
    for_person: str | None = Field(default=None, max_length=100)
    copy_of: str | None = Field(default=None, max_length=40)


class PreviewProblem(Shape):
    """What stands against handing it in now, of the form as a whole or of one field."""

    path: str
    code: str
    sentence: Words


class Predicted(Shape):
    """Where it would go if it were handed in now; `title`: what it would be called. `problems`: what is wrong with the
    form. `form`: the same with what is calculated, and which fields are open, now. The way is told as far as what is
    filled in says."""

    title: Words
    way: WayShown
    form: Form
    problems: list[PreviewProblem]


class StartDraft(Body):
    """What is kept of a start that is not handed in yet; it is laid over what was kept before."""

    data: dict[str, Json] = Field(default_factory=dict)


class Favourite(Body):
    """Whether a start is one of the asker's favourites."""

    favourite: bool
