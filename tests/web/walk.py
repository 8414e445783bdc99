"""Every page there is, and who looks at it. A page that is not here fails a test."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.async_api import expect

from activities.ports import Letter
from api.office import Office
from api.signing import identify
from server import PAGES, serving
from tests.web.conftest import Site, Visit
from tests.web.told_texts import LONGEST

SOURCES = Path(__file__).parents[2] / "web" / "src"
NOBODY, OWNER = "liang-bo", "feng-yaqin"
LATER = timedelta(days=30)


@dataclass(frozen=True)
class Look:
    """Somebody looks at a page; `ready` is there when all of it is. `person` None: nobody is signed in.

    `title`: what one sees. `press`: what is pressed first, one after another. `later`: a month from now, when what was
    due is late. `on_paper`: as it is printed.
    """

    name: str
    title: str
    path: str
    ready: str = "main h1"
    person: str | None = LONGEST.boss
    press: tuple[str, ...] = ()
    later: bool = False
    on_paper: bool = False


CASE_PAGE, DEFINITION = "/cases/{case}", "/definitions/{process}"
LOOKS = (
    Look("sign-in", "Sign-in, with the accounts of a demonstration", "/", ".demonstration-account", None),
    Look("first-password", "A first password has to be changed", "/", "form", LONGEST.other),
    Look("inbox", "One's own tasks", "/inbox", ".row"),
    Look("inbox-empty", "Nothing to do", "/inbox", ".empty", NOBODY),
    Look("inbox-group", "Tasks of one's groups", "/inbox/group", ".row, .empty"),
    Look("inbox-waiting", "Tasks that wait for others", "/inbox/waiting", ".row, .empty"),
    Look("inbox-team", "Tasks of one's people", "/inbox/team", ".row, .empty", "sun-lihua"),
    Look("inbox-done", "Tasks one has done", "/inbox/done", ".row, .empty", "wan-li"),
    Look("task", "A task: its form, what was said, the decision", "/tasks/{case}/{task}", ".decide"),
    Look("start", "What one may start", "/start", ".start-group", LONGEST.person),
    Look("start-form", "An application being filled in", "/start/{process}/application", ".start-way li",
         LONGEST.person),
    Look("cases", "Cases one has started", "/cases", ".case-row", LONGEST.person),
    Look("cases-empty", "None started yet", "/cases", ".empty", NOBODY),
    Look("cases-copied", "Copied to one", "/cases?list=copied", ".row, .empty"),
    Look("cases-followed", "Followed", "/cases?list=followed", ".row, .empty"),
    Look("cases-all", "All one may see", "/cases?list=all", ".row, .empty"),
    Look("case", "A case: where it is, has been and goes", CASE_PAGE, ".history li", LONGEST.person),
    Look("case-diagram", "The same with its diagram", CASE_PAGE, ".node", LONGEST.person, (".is-diagram button",)),
    Look("case-printed", "The same on paper", CASE_PAGE, ".history li", LONGEST.person, on_paper=True),
    Look("case-sealed", "A sealed case, seen by who is not in it", "/cases/{sealed}", ".case-head", "yu-yang"),
    Look("notices", "What one was told", "/notices", ".notice"),
    Look("notices-empty", "Told nothing", "/notices", ".empty", NOBODY),
    Look("notices-choice", "How one is told", "/notices/choice", ".channel"),
    Look("notices-failing", "What did not arrive", "/notices/failing", ".failing"),
    Look("notices-unreachable", "Whom no channel reaches", "/notices/unreachable", ".unreachable, .empty"),
    Look("manager", "What is stuck", "/manager", ".row", later=True),
    Look("manager-flow", "How a process flows", "/manager?view=flow&process={process}", ".figures, .empty", later=True),
    Look("manager-load", "Who has how much", "/manager?view=load", ".figures, .rows, .empty", later=True),
    Look("manager-clusters", "One problem or many", "/manager?view=clusters", ".figures, .rows, .empty", later=True),
    Look("manager-coming", "What will be late", "/manager?view=coming", ".figures, .rows, .empty", later=True),
    Look("manager-lapses", "What was late", "/manager?view=lapses", ".figures, .rows, .empty", later=True),
    Look("manager-promises", "What was promised, kept and broken", "/manager?view=promises",
         ".figures, .rows, .empty", later=True),
    Look("manager-learnt", "What can be learnt", "/manager?view=learnt", ".figures, .rows, .empty", later=True),
    Look("manager-card", "Why a case does not move, and what helps", "/manager/cases/{case}", ".bars", later=True),
    Look("manager-empty", "Nothing is stuck", "/manager", ".empty, .counts", "sun-lihua"),
    Look("definitions", "All processes", "/definitions", ".definition-row"),
    Look("definition", "A process as a diagram", DEFINITION, ".diagram-drawing"),
    Look("definition-text", "As it is written", f"{DEFINITION}/text", ".cm-line"),
    Look("definition-fields", "Its fields", f"{DEFINITION}/fields", "dl"),
    Look("definition-scenarios", "Its scenarios, played", "/definitions/leave-request/scenarios", ".story-line", OWNER,
         (".definition-acts button", ".story-head")),
    Look("definition-versions", "Its versions", f"{DEFINITION}/versions", ".version-line"),
    Look("definition-publications", "Versions on their way", f"{DEFINITION}/publications", ".definition-row"),
    Look("definition-differences", "Two versions compared", f"{DEFINITION}/versions/1/to/2", ".difference-line"),
    Look("definition-edit", "A new version being written", f"{DEFINITION}/edit", ".cm-line"),
    Look("publication", "A version to be confirmed", f"{DEFINITION}/publications/{{publication}}", ".difference-line"),
    Look("people", "People found", "/administration/people", ".people-list"),
    Look("person", "Somebody in the company", "/administration/people/{person}", ".facts"),
    Look("stand-ins", "Who stands in for whom", "/administration/stand-ins", ".lines"),
    Look("stand-ins-empty", "Nobody does", "/administration/stand-ins", ".empty", NOBODY),
    Look("hand-overs", "Hand-overs", "/administration/hand-overs", ".lines"),
    Look("hand-over", "The report of one", "/administration/hand-overs/{hand_over}", ".lines"),
    Look("calendars", "A calendar", "/administration/calendars", ".month b"),
    Look("settings", "Settings of processes", "/administration/settings", ".setting"),
    Look("phrases", "What is offered for comments", "/administration/phrases", ".phrase-list"),
    Look("accounts", "Accounts", "/administration/accounts", ".lines"),
    Look("organisation", "The organisation as it is written", "/administration/organisation", ".cm-line"),
    Look("sealed", "Sealed cases asked for", "/administration/sealed", ".panel", "chu-zhengming"),
    Look("sealed-empty", "None asked for", "/administration/sealed", ".empty", NOBODY),
    Look("registers", "A register", "/administration/registers", ".lines"),
    Look("record", "Who did what when", "/administration/record", ".lines"),
    Look("operations", "Health, connectors, schedules", "/administration/operations", ".facts"),
    Look("me", "One's password, sessions and tokens", "/me", ".me-list li"),
    Look("unknown", "An address there is not", "/nowhere", ".ant-result", NOBODY),
)  # fmt: skip


def addresses() -> list[str]:
    """All addresses of the pages, as `places.ts` and the places it names have them."""
    places = (SOURCES / "shell" / "places.ts").read_text(encoding="utf-8")
    files = [SOURCES / f"{found}.tsx" for found in re.findall(r'from "~/(pages/[\w-]+/place)"', places)]
    written = "".join(file.read_text(encoding="utf-8") for file in files)
    return re.findall(r'"?([\w/:?-]+)"?: (?:\(\) => import\(|\{ here: )', written)


def leads_to(address: str, path: str) -> bool:
    """Whether a path lies at an address of the pages."""
    parts = address.split("/")
    shape = "".join(
        "(/[^/]+)?" if one.endswith("?") else "/[^/]+" if one.startswith(":") else f"/{one}" for one in parts
    )
    return re.fullmatch(shape, path.partition("?")[0]) is not None


class Box:
    """A channel that takes everything."""

    async def send(self, address: str, letter: Letter) -> None:
        """Take it."""


@dataclass(frozen=True)
class Walk:
    """Where the pages are served, now and a month later, with what stands in their addresses."""

    site: Site
    later: Site
    places: dict[str, str]

    async def open(self, look: Look, instead: Mapping[str, str] = MappingProxyType({})) -> Visit:
        """The page, as soon as all of it is there. `instead`: who looks in somebody's place."""
        site = self.later if look.later else self.site
        visit = await site.at(instead.get(look.person, look.person) if look.person else None)
        await visit.page.goto(look.path.format(**self.places))
        for pressed in look.press:
            await visit.page.locator(pressed).first.click()
        await expect(visit.page.locator(look.ready).first).to_be_visible()
        return visit


@asynccontextmanager
async def walking(site: Site, places: dict[str, str]) -> AsyncIterator[Walk]:
    """The pages of an installation that has channels to people, now and later."""
    there, box = site.house.office, Box()

    def office(**more: Any) -> Office:
        return Office(
            there.store, there.cases, there.files, there.settings, identify, ports={"mail": box, "wecom": box}, **more
        )

    later = office(clock=lambda: datetime.now(UTC) + LATER)
    async with (
        serving(office(), "127.0.0.1", 0, PAGES) as now_at,
        serving(later, "127.0.0.1", 0, PAGES) as later_at,
    ):
        yield Walk(replace(site, address=now_at), replace(site, address=later_at), places)
