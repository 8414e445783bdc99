"""The store: one door to the database for all the rooms above it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

from engine.model.plan import Plan
from store.rows import DeadlineRow, IncidentRow, NoticeRow
from store.views import CaseDetail, CasePage, HearingCase, HistoryTurn, InboxPage, QueueCount

Wire = dict[str, Any]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class CommitTurn:
    """One turn to write. `turn` is `Turn.to_wire()`, `stimulus` the encoded stimulus.

    `command_id` is the remembered command this turn answers, if any: it is settled in the same transaction.
    """

    case_id: str
    workflow_id: str
    process: str
    turn: Wire
    stimulus: Wire
    plan_digest: str
    command_id: str | None = None


@dataclass(frozen=True)
class Committed:
    """The answer of a commit, to be decoded with `engine.runtime.wire.decode(Resolution, …)`.

    A refused turn was not written. `repeated`: the turn stood there already, and this is its stored answer.
    """

    resolution: Wire
    repeated: bool = False


@dataclass(frozen=True)
class UnsealedTurn:
    """A last turn that nobody has confirmed yet: the sweeper looks into the history, and seals it or leaves it."""

    case_id: str
    workflow_id: str
    turn: int
    digest: str
    committed_at: datetime


@dataclass(frozen=True)
class Deployment:
    """A version of a process that can be started."""

    process: str
    version: int
    digest: str
    file: str
    at: datetime
    by: str | None = None


@dataclass(frozen=True)
class DeployedPlan:
    """A deployed version with its plan and the text it was compiled from."""

    deployment: Deployment
    plan: Plan
    source: str


@dataclass(frozen=True)
class Reservation:
    """A business key given to a case. `fresh` False: it had been given before, to the case named here."""

    process: str
    business_key: str
    case_id: str
    workflow_id: str
    fresh: bool


@dataclass(frozen=True)
class StoredCommand:
    """A person's command as it was remembered. `status` is `waiting`, `in_flight`, `answered` or `refused`."""

    id: str
    case_id: str
    workflow_id: str
    by: str
    on_behalf_of: str | None
    payload: Wire
    at: datetime
    status: Literal["waiting", "in_flight", "answered", "refused"]
    via: str = ""
    answer: Wire | None = None
    refusal: Wire | None = None


@dataclass(frozen=True)
class Outgoing:
    """Something that may leave now. `key` is `case_id/turn/position`: the receiver's means against doubles.

    `kind` `notice`: `payload` is an encoded `NoticeAddressed`; `message`: an encoded `SendMessage`.
    """

    key: str
    case_id: str
    turn: int
    kind: Literal["notice", "message"]
    payload: Wire
    at: datetime
    attempts: int = 0
    last_error: str = ""


@dataclass(frozen=True)
class RegisterEntry:
    """A line of a numbered register (台账)."""

    register: str
    number: int
    key: str
    entry: Wire
    revision: int
    at: datetime
    by: str | None = None
    case_id: str | None = None


@dataclass(frozen=True)
class IndexedDocument:
    """A document of a case: an issued, numbered one, or a file by its digest."""

    id: str
    case_id: str
    document: str
    number: str
    at: datetime
    name: str = ""
    digest: str = ""
    media_type: str = ""
    size: int = 0
    by: str | None = None
    copies: Wire = field(default_factory=dict)


@dataclass(frozen=True)
class Verified:
    """Whether a case's record is whole: `broken` lists what is wrong, by turn."""

    case_id: str
    turns: int
    digest: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rebuilt:
    """What `rebuild` did. `different` are the cases whose projections were not what their turns say."""

    cases: int
    turns: int
    different: tuple[str, ...] = ()


def utc_now() -> datetime:
    """The time of writing. Never used to decide anything about a case."""
    return datetime.now(UTC)


class Store:
    """All of it. `open` one, `dispose` of it at the end."""

    @classmethod
    async def open(
        cls, url: str, *, clock: Clock = utc_now, synchronous: Literal["FULL", "NORMAL"] = "FULL", pool: int = 5
    ) -> Self:
        """Connect and migrate. `url` is `sqlite:///file` or `postgresql://…`; several may open at once."""
        raise NotImplementedError

    async def dispose(self) -> None:
        """Close all connections."""
        raise NotImplementedError

    # ---- turns ----

    async def commit_turn(self, commit: CommitTurn) -> Committed:
        """Write a turn in one transaction, resolve its questions, queue its notices and messages."""
        raise NotImplementedError

    async def seal(self, case_id: str, turn: int) -> None:
        """The history has this turn: what it tells the world may leave."""
        raise NotImplementedError

    async def unsealed_turns(self, before: datetime, limit: int = 100) -> list[UnsealedTurn]:
        """Last turns written before `before` with something to tell and nobody to confirm them, the oldest first."""
        raise NotImplementedError

    # ---- definitions, company, settings ----

    async def deploy(self, plan: Plan, source: str, file: str, *, by: str | None = None) -> Deployment:
        """Make a plan the newest of its process. The same plan again is the same version."""
        raise NotImplementedError

    async def newest(self, process: str) -> DeployedPlan | None:
        """What a new case of the process takes."""
        raise NotImplementedError

    async def plan(self, digest: str) -> Plan | None:
        """A plan by its digest, deployed or brought by an import."""
        raise NotImplementedError

    async def processes(self) -> list[Deployment]:
        """The newest deployment of every process, by process."""
        raise NotImplementedError

    async def deployments(self, process: str) -> list[DeployedPlan]:
        """All versions of a process, the newest first."""
        raise NotImplementedError

    async def put_company(self, company: Any, *, by: str | None = None) -> int:
        """Make a directory and calendars (`store.company.Company`) the ones in force; gives their version."""
        raise NotImplementedError

    async def company(self) -> Any:
        """The directory and the calendars in force, as a `store.company.Company`; None before the first."""
        raise NotImplementedError

    async def world(self, at: datetime) -> Any:
        """The `engine.runtime.World` of now, for `open_case` and for looking up facts."""
        raise NotImplementedError

    async def put_setting(self, process: str, name: str, value: Any, *, by: str | None = None) -> None:
        """Change a setting for the cases that start from now on. None: what the definition says again."""
        raise NotImplementedError

    async def settings(self, process: str) -> Wire:
        """The settings changed for a process, by name, as JSON."""
        raise NotImplementedError

    # ---- the door: numbers, keys, commands ----

    async def allot_number(self, pattern: str, at: datetime, *, once: str, zone: str = "Asia/Shanghai") -> str:
        """The next number of a pattern. The same `once` has the same number for ever."""
        raise NotImplementedError

    async def reserve_case(
        self,
        process: str,
        business_key: str,
        case_id: str,
        *,
        workflow_id: str | None = None,
        same_key: Literal["refuse", "join"] = "refuse",
        again: bool = False,
    ) -> Reservation:
        """Give a key to a case for ever. Raises `Rejected` `key-taken`, unless `join` finds a running case or `again`
        allows the key of one that ended. Repeated with the same case it answers the same."""
        raise NotImplementedError

    async def release_case(self, case_id: str) -> None:
        """Take a reservation back, of a case that was never started."""
        raise NotImplementedError

    async def remember_command(
        self,
        id: str,
        case_id: str,
        workflow_id: str,
        by: str,
        payload: Wire,
        at: datetime,
        *,
        on_behalf_of: str | None = None,
        via: str = "",
    ) -> StoredCommand:
        """Store a command before it is sent. A repeated one is answered as it stands (see its status); the same id
        with another payload raises `Rejected` `id-used`, too large a payload `too-large`."""
        raise NotImplementedError

    async def take_command(self, id: str, *, lease: timedelta = timedelta(seconds=30)) -> bool:
        """Whether this command may be sent now: it is the oldest unsettled one of its case, and none is in flight.
        It stays in flight until it is settled or `lease` has passed."""
        raise NotImplementedError

    async def settle_command(self, id: str, *, answer: Wire | None = None, refusal: Wire | None = None) -> None:
        """Write what a command came to; exactly one of the two. The first settlement stands."""
        raise NotImplementedError

    async def command(self, id: str) -> StoredCommand | None:
        """A command by its id."""
        raise NotImplementedError

    async def unsettled_commands(self, *, before: datetime | None = None, limit: int = 100) -> list[StoredCommand]:
        """For the reconciler: commands without an answer and not in flight, the oldest of each case, oldest first."""
        raise NotImplementedError

    # ---- outbox ----

    async def outbox_sealed(self, limit: int = 100, *, lease: timedelta = timedelta(seconds=60)) -> list[Outgoing]:
        """What may leave now, in order; it is not given to another asker before `lease` has passed."""
        raise NotImplementedError

    async def mark_sent(self, keys: Sequence[str]) -> None:
        """These have left."""
        raise NotImplementedError

    async def mark_failed(self, key: str, error: str, *, again_at: datetime | None) -> None:
        """This did not leave: try again at `again_at`; None gives it up, visibly."""
        raise NotImplementedError

    async def outbox_failing(self, limit: int = 100) -> list[Outgoing]:
        """What has failed at least once and has not left, given up or not."""
        raise NotImplementedError

    # ---- registers and documents ----

    async def add_to_register(
        self, register: str, key: str, entry: Wire, *, once: str, by: str | None = None, case_id: str | None = None
    ) -> RegisterEntry:
        """A new line with the next number; the same `once` gives the same line. A key that is there: `key-taken`."""
        raise NotImplementedError

    async def update_register(
        self, register: str, key: str, entry: Wire, *, once: str, by: str | None = None, case_id: str | None = None
    ) -> RegisterEntry:
        """Lay values over the line of that key; made when it is missing. The same `once` is done once."""
        raise NotImplementedError

    async def register(self, register: str, *, after: int = 0, limit: int = 100) -> list[RegisterEntry]:
        """Lines in order of their numbers, after number `after`."""
        raise NotImplementedError

    async def register_entry(self, register: str, key: str) -> RegisterEntry | None:
        """One line by its key."""
        raise NotImplementedError

    async def index_document(self, document: IndexedDocument) -> IndexedDocument:
        """Remember a document of a case; the same id again changes nothing."""
        raise NotImplementedError

    async def documents(self, case_id: str) -> list[IndexedDocument]:
        """The documents of a case, in the order they came."""
        raise NotImplementedError

    # ---- queries ----

    async def cases(
        self,
        *,
        process: str | None = None,
        status: Literal["open", "ended"] | None = None,
        stage: str | None = None,
        initiator: str | None = None,
        search: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> CasePage:
        """Cases, the newest first. `search` looks in key, title and the words of the definition's `search`."""
        raise NotImplementedError

    async def find_case(self, ref: str) -> str | None:
        """The case id for what people write: a case id, `process:key`, or a key that only one case has."""
        raise NotImplementedError

    async def case(self, case_id: str) -> CaseDetail | None:
        """Where a case stands, and what comes next by itself."""
        raise NotImplementedError

    async def history(self, case_id: str, *, after: int = 0, limit: int = 1000) -> list[HistoryTurn]:
        """The turns of a case with their events, from turn `after + 1` on."""
        raise NotImplementedError

    async def inbox(
        self,
        person: str,
        *,
        standing: Literal["mine", "offered"] | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> InboxPage:
        """What a person has to do or may take, by due time; without one last."""
        raise NotImplementedError

    async def queues(self, process: str | None = None) -> list[QueueCount]:
        """Open tasks that nobody holds, by step."""
        raise NotImplementedError

    async def incidents(
        self, *, process: str | None = None, resolved: bool = False, limit: int = 100
    ) -> list[IncidentRow]:
        """Incidents, the oldest first."""
        raise NotImplementedError

    async def deadlines(self, *, until: datetime, limit: int = 100) -> list[DeadlineRow]:
        """What falls due by itself up to `until`, in order of time."""
        raise NotImplementedError

    async def notices(self, person: str, *, limit: int = 50) -> list[NoticeRow]:
        """What a person was told, the newest first."""
        raise NotImplementedError

    async def hearing(self, message: str, key: str) -> list[HearingCase]:
        """The running cases that hear this message with this key."""
        raise NotImplementedError

    async def stuck(self, now: datetime, *, outside: Mapping[str, str] | None = None, limit: int = 200) -> list[Any]:
        """`engine.insight.Stuck` of every case that is: what cannot move first, then what does not, then what will be
        late. `outside`: case id to a cause only the shell can see (`no-worker`, `workflow-failing`)."""
        raise NotImplementedError

    async def explain(self, case_id: str, now: datetime) -> Any:
        """`engine.insight.Explained`: what the case waits for, the evidence, and what happens next by itself."""
        raise NotImplementedError

    # ---- keeping it whole ----

    async def verify(self, case_id: str) -> Verified:
        """Check the chain of a case's turns, and each turn's content against its digest."""
        raise NotImplementedError

    async def rebuild(self, case_ids: Sequence[str] | None = None, *, compare_only: bool = False) -> Rebuilt:
        """Make projections again from the turns, of these cases or of all, and say which were different."""
        raise NotImplementedError

    async def replace_turns(self, case_id: str, turns: Sequence[Wire]) -> None:
        """Put a history's turns in the place of what is stored (`rebuild --from-histories`)."""
        raise NotImplementedError

    async def export_case(self, case_id: str, state: bytes | None) -> Wire:
        """A case as JSON: plan, packed state, turns, key, documents, what has left already."""
        raise NotImplementedError

    async def import_case(self, exported: Wire) -> tuple[Plan, bytes | None]:
        """Take a case in, and give what the shell needs to run it. Raises `Rejected` when it is here already."""
        raise NotImplementedError
