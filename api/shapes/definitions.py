"""Definitions: as they are deployed, checked, played, published, and how versions differ."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.shapes.wire import Body, Instant, Person, Shape, Words

Yaml = Annotated[str, Field(max_length=262_144)]
"""The text of a definition or of its scenarios."""
Process = Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,99}$")]
"""The address of a process."""


class StartTold(Shape):
    """A way to begin. `by_hand`: somebody presses a button for it."""

    id: str
    name: Words
    by_hand: bool


class DefinitionItem(Shape):
    """A process as it is deployed. `stopped`: nobody may start it now, and why."""

    process: str
    name: Words
    department: Words
    version: int
    digest: str
    since: Instant
    by: Person | None
    starts: list[StartTold]
    open_cases: int
    stopped: str | None
    may_publish: bool


class FieldTold(Shape):
    """A field of the process."""

    id: str
    name: Words
    type: str
    help: Words


class DefinitionDetail(Shape):
    """A version with its text and what it holds; what it does is told by its diagram."""

    item: DefinitionItem
    version: int
    newest: bool
    source: str
    scenarios: str
    fields: list[FieldTold]


Change = Literal["new", "same", "texts", "behaviour", "both"]
"""What a version changes of the one before it. Texts are in force for running cases at once, behaviour for new ones."""


class VersionItem(Shape):
    """A version of a process, and how many open cases are on it. `behaviour`, `texts`: the digests of its halves."""

    version: int
    digest: str
    behaviour: str
    texts: str
    change: Change
    at: Instant
    by: Person | None
    open_cases: int


class DifferenceTold(Shape):
    """One thing that is new, gone or other than before."""

    kind: Literal["added", "removed", "changed"]
    what: str
    id: str
    name: Words
    keys: list[str]


class LineOfText(Shape):
    """A line of the newer or older text. `mark`: `+`, `-` or none; numbers are those of each text, from 1."""

    mark: Literal["+", "-", ""]
    before: int | None
    after: int | None
    text: str


class TextTold(Shape):
    """A text that says something else. `place`: where it stands, `steps/approve/name`."""

    place: str
    before: Words
    after: Words


class Differences(Shape):
    """What is different between two versions: as people think of it, and line by line.

    `texts`: what running cases read otherwise, as it stands in both.
    """

    before: int
    after: int
    change: Change
    told: list[DifferenceTold]
    texts: list[TextTold]
    lines: list[LineOfText]


class Found(Shape):
    """A finding in a text. `severity`: `problem`, `unsupported`, or `planned`, which is none."""

    line: int
    column: int
    code: str
    path: str
    message: Words
    hint: Words | None
    severity: str


class ToCheck(Body):
    """A definition to be checked. `proof`: also whether every case can end, which takes seconds."""

    text: Yaml
    scenarios: Yaml = ""
    proof: bool = False


class Checked(Shape):
    """What was found. `states`: how many states were seen to prove it; `proved`: they were all there are."""

    process: str | None
    digest: str | None
    problems: list[Found]
    scenario_problems: list[Found]
    states: int | None
    proved: bool | None


class ToPlay(Body):
    """Scenarios to be played on a definition. `only`: those with this in their name."""

    text: Yaml
    scenarios: Yaml
    only: Annotated[str, Field(max_length=200)] = ""


class LineOfStory(Shape):
    """One thing that happened in a story. `step`: about which one, if any."""

    at: Instant
    sentence: Words
    step: str | None


class StoryPlayed(Shape):
    """A scenario as it was played: what happened, and what was not as expected."""

    scenario: str
    name: Words
    passed: bool
    failures: list[Words]
    happened: list[LineOfStory]


class Played(Shape):
    """All scenarios; or the problems for which they could not be played."""

    stories: list[StoryPlayed]
    problems: list[Found]


class ToPublish(Body):
    """A version to be put in force: from an instant, or as soon as it is confirmed.

    `only_texts`: to be refused (`not-only-texts`) where it does something else, too.
    """

    text: Yaml
    scenarios: Yaml = ""
    note: Annotated[str, Field(max_length=2000)]
    takes_effect: Instant | None = None
    only_texts: bool = False


class PublicationItem(Shape):
    """A version on its way. `may_confirm`: whether who asks may let it come into force; `waits_for`: who may.

    `version`: what it has become.
    """

    id: str
    process: str
    digest: str
    note: str
    state: Literal["waiting", "planned", "published", "withdrawn"]
    asked_by: Person
    asked_at: Instant
    takes_effect: Instant | None
    decided_by: Person | None
    decided_at: Instant | None
    published_at: Instant | None
    may_confirm: bool
    waits_for: list[Person]
    version: int | None


class PublicationDetail(Shape):
    """A version on its way with its text, and what it changes; None: the process is new."""

    item: PublicationItem
    source: str
    scenarios: str
    differences: Differences | None


class Reason(Body):
    """Why."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class Workshop(Shape):
    """What an editor of definitions needs to know: the JSON Schemas of both texts, and what a definition may name here.

    `known`: ids by what they are of: roles, departments, calendars, services, processes, …
    """

    definition: dict[str, Any]
    scenarios: dict[str, Any]
    known: dict[str, list[str]]
