"""What can be wrong with a story beyond its form: it names what its process does not have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.compiler.findings import Findings, did_you_mean
from engine.compiler.places import Loc
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.problems import Problem
from engine.model.reactions import Event
from engine.model.steps.call_process import CallProcess
from engine.model.steps.end import End
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.people import Directory
from engine.said import Said
from engine.scenarios import acts
from engine.scenarios.load import LoadedScenarios
from engine.scenarios.model import Given
from engine.scenarios.outcomes import Then

NO_PLANS: Mapping[str, Plan] = {}
START_FORM = "start"
"""The step id under which the start form is open after a return to `start`."""


def check_scenarios(
    loaded: LoadedScenarios, plan: Plan, company: Directory, plans: Mapping[str, Plan] = NO_PLANS
) -> tuple[Problem, ...]:
    """Everything in the stories that the process, or the people there are, do not have.

    `plans` are the other processes there are: acts may reach into those a story lets run.
    """
    findings = Findings(loaded.read, loaded.file)
    content = loaded.content
    if content.process != plan.process:
        message = Said(
            "Expected scenarios of `{process}`, but found `{process2}`.", process=plan.process, process2=content.process
        )
        findings.add(("process",), "unknown-process", message)
        return findings.problems
    running = _running(content.given, plan, plans)
    _Checker(findings, plan, running, _people(company, content.given)).given(content.given, ("given",))
    for number, scenario in enumerate(content.scenarios):
        loc: Loc = ("scenarios", number)
        running = _running(content.given.under(scenario.given), plan, plans)
        checker = _Checker(findings, plan, running, _people(company, content.given, scenario.given))
        checker.given(scenario.given, (*loc, "given"))
        for position, entry in enumerate(scenario.when):
            checker.entry(entry, (*loc, "when", position))
        if scenario.then is not None:
            checker.then(scenario.then, (*loc, "then"))
    return findings.problems


def _people(company: Directory, *givens: Given) -> set[str]:
    named: set[str] = set(company.people)
    for given in givens:
        for key, person in given.people.items():
            named.update(name for name in (key, person.manager) if name)
    return named


def _running(given: Given, plan: Plan, plans: Mapping[str, Plan]) -> list[Plan] | None:
    """The other processes that really run in a story; None if one of them is not known here."""
    running: list[Plan] = []
    for name, manner in given.processes.items():
        if manner == "run":
            calls = [step for one in (plan, *running) for step in one.steps.values() if isinstance(step, CallProcess)]
            process = next((step.process for step in calls if step.id == name), name)
            if process in plans:
                running.append(plans[process])
            elif any(step.process == process for step in calls) or process == _undoing(plan):
                return None
    return running


def _undoing(plan: Plan) -> str | None:
    """The process that undoes an ended case."""
    return plan.definition.revoke.process if plan.definition.revoke is not None else None


class Names:
    """The names a story of this process may use."""

    def __init__(self, plan: Plan) -> None:
        definition = plan.definition
        self.plan = plan
        self.fields = definition.data
        self.ends = {step.id for step in plan.steps.values() if isinstance(step, End)}
        self.user_tasks = {step.id for step in plan.steps.values() if isinstance(step, UserTask)} | {START_FORM}
        self.services = {step.id for step in plan.steps.values() if isinstance(step, ServiceTask)}
        self.connectors = {step.service for step in plan.steps.values() if isinstance(step, ServiceTask)}
        self.calls = {step.id for step in plan.steps.values() if isinstance(step, CallProcess)}
        self.called = {step.process for step in plan.steps.values() if isinstance(step, CallProcess)}
        self.related = {one for field in definition.data.values() for one in field.processes or ()}
        self.undoing = {one for one in (_undoing(plan),) if one is not None}
        self.steps = set(plan.steps) - self.ends
        self.buttons = {name for name, event in events_of(plan) if event.by is not None}
        # A list that gathers at a step is released by the name of the step.
        tasks = (step for step in plan.steps.values() if isinstance(step, UserTask))
        self.buttons |= {step.id for step in tasks if step.batch is not None}
        self.messages = set(definition.messages)
        self.starts = set(definition.start)
        self.settings = set(definition.settings)
        self.clocks = set(definition.clocks)
        self.documents = set(definition.documents)


def events_of(plan: Plan) -> Iterator[tuple[str, Event]]:
    """Every event of a definition with its id."""
    yield from plan.definition.events.items()
    for step in plan.steps.values():
        yield from (getattr(step, "events", None) or {}).items()
        yield from (getattr(step, "first_of", None) or {}).items()


class _Checker:
    """Checks one scenario, with the people who are in it."""

    def __init__(self, findings: Findings, plan: Plan, running: Sequence[Plan] | None, people: set[str]) -> None:
        self.findings = findings
        self.names = Names(plan)
        self.cases = [self.names, *map(Names, running or ())]
        self.knows_all = running is not None
        self.people = people

    def given(self, given: Given, loc: Loc) -> None:
        names = self.names
        for key in given.data:
            self._path(key, (*loc, "data", key))
        self._each(given.settings, names.settings, (*loc, "settings"), "unknown-setting", "a setting")
        if self.knows_all:
            known = self._of_cases("services") | self._of_cases("connectors")
            self._each(given.services, known, (*loc, "services"), "unknown-service", "a service task or its connector")
            known = self._of_cases("calls") | self._of_cases("called") | self._of_cases("undoing")
            self._each(given.processes, known, (*loc, "processes"), "unknown-call", "a called process or its step")

        for key, other in given.cases.items():
            here = (*loc, "cases", key)
            self._name(other.process, names.related, (*here, "process"), "unknown-process", "a process one points at")
            if other.by is not None:
                self._name(other.by, self.people, (*here, "by"), "unknown-person", "somebody of the story")

    def entry(self, entry: acts.Entry, loc: Loc) -> None:
        names = self.names
        by = getattr(entry, "by", None)
        if by is not None:
            self._name(by, self.people, (*loc, "by"), "unknown-person", "somebody of the story or the organisation")
        match entry:
            case acts.Start():
                self._name(entry.start, names.starts, (*loc, "start"), "unknown-start", "a start")
                self._paths(entry.with_, (*loc, "with"))
            case acts.Complete():
                self._task(entry.complete, (*loc, "complete"))
                self._outcome(entry, (*loc, "outcome"))
            case acts.Do():
                self._act_on(entry.do, "buttons", (*loc, "do"), "unknown-event", "an event that somebody presses")
            case acts.Message():
                self._act_on(entry.message, "messages", (*loc, "message"), "unknown-message", "a message")
            case acts.Answer():
                self._act_on(entry.answer, "services", (*loc, "answer"), "unknown-step", "a service task")
            case acts.Finish():
                self._act_on(entry.finish, "calls", (*loc, "finish"), "unknown-step", "a step that calls a process")
            case acts.Urge():
                self._act_on(entry.urge, "steps", (*loc, "urge"), "unknown-step", "a step")
            case acts.Change():
                self._each(entry.change.settings, names.settings, (*loc, "change", "settings"), "unknown-setting",
                           "a setting")  # fmt: skip
            case acts.Crowd():
                for number, inner in enumerate(entry.crowd.through):
                    self.entry(inner, (*loc, "crowd", "through", number))
            case acts.Move():
                self._name(entry.to, names.steps | names.ends, (*loc, "to"), "unknown-step", "a step or an end state")
            case acts.Pass() | acts.CaseVerb() | acts.StandIn() | acts.EndStandIn():
                pass
            case _:
                self._task(getattr(entry, "return_", None) or getattr(entry, entry.act), (*loc, entry.act))
        if entry.then is not None:
            self.then(entry.then, (*loc, "then"))

    def then(self, then: Then, loc: Loc) -> None:
        names = self.names
        open_names = names.steps | {START_FORM}
        self._each(then.open or {}, open_names, (*loc, "open"), "unknown-step", "a step")
        self._each(then.incident or {}, names.steps | names.ends, (*loc, "incident"), "unknown-step", "a step")
        self._each(then.late or {}, names.steps | names.clocks, (*loc, "late"), "unknown-step", "a step")
        for number, step in enumerate(then.never or ()):
            self._name(step, names.steps | names.ends, (*loc, "never", number), "unknown-step", "a step")
        for number, message in enumerate(then.sent or ()):
            self._name(message, names.messages, (*loc, "sent", number), "unknown-message", "a message")
        for number, process in enumerate(then.started or ()):
            self._name(process, names.called, (*loc, "started", number), "unknown-call", "a process this one starts")
        for number, issued in enumerate(then.documents or ()):
            known = names.documents
            self._name(issued.document, known, (*loc, "documents", number), "unknown-document", "a document")
        if then.end is not None:
            self._name(then.end, names.ends | {"cancelled", "withdrawn"}, (*loc, "end"), "unknown-end", "an end state")
        for path in then.data or {}:
            self._path(path, (*loc, "data", path))
        self._told(then, loc)
        self._called(then, loc)

    def _called(self, then: Then, loc: Loc) -> None:
        """What is expected of processes that run with the story's own."""
        for process, inner in (then.called or {}).items():
            here = (*loc, "called", process)
            plan = next((case.plan for case in self.cases[1:] if case.plan.process == process), None)
            if plan is not None:
                _Checker(self.findings, plan, [case.plan for case in self.cases[1:]], self.people).then(inner, here)
            elif self.knows_all:
                known = {case.plan.process for case in self.cases[1:]}
                self._name(process, known, here, "unknown-call", "a process that runs in this story")

    def _told(self, then: Then, loc: Loc) -> None:
        names = self.names
        events = {name for name, _ in events_of(names.plan)}
        for number, told in enumerate(then.told or ()):
            here = (*loc, "told", number)
            self._name(told.to, self.people, (*here, "to"), "unknown-person", "somebody of the story")
            about = told.about.split(".")[0]
            known = names.steps | names.clocks | events | {"case", START_FORM}
            self._name(about, known, (*here, "about"), "unknown-step", "a step, a clock or the case")

    def _outcome(self, entry: acts.Complete, loc: Loc) -> None:
        steps = (case.plan.steps.get(entry.complete) for case in self.cases)
        known = {outcome for step in steps if isinstance(step, UserTask) for outcome in step.outcomes}
        if entry.outcome is not None and known and self.knows_all:
            self._name(
                entry.outcome, known, loc, "unknown-outcome", Said("an outcome of `{step}`", step=entry.complete)
            )

    def _of_cases(self, names: str) -> set[str]:
        """Names an act may use: those of the process itself, and of the processes that run with it."""
        return set().union(*(getattr(one, names) for one in self.cases))

    def _act_on(self, name: str, kind: str, loc: Loc, code: str, what: str) -> None:
        if self.knows_all:
            self._name(name, self._of_cases(kind), loc, code, what)

    def _task(self, step: str, loc: Loc) -> None:
        self._act_on(step, "user_tasks", loc, "unknown-step", "a user task")

    def _paths(self, paths: Iterable[str], loc: Loc) -> None:
        for path in paths:
            self._path(path, (*loc, path))

    def _path(self, path: str, loc: Loc) -> None:
        """A field, a part of one, or a column; a cell of a table is named by the number of its row."""
        fields: dict[str, Field] = self.names.fields
        for part in path.split("."):
            if part.isdigit():
                continue
            if part not in fields:
                self._name(part, set(fields), loc, "unknown-field", "a field")
                return
            fields = fields[part].fields or {}

    def _each(self, written: Iterable[str], known: set[str], loc: Loc, code: str, what: str) -> None:
        for name in written:
            self._name(name, known, (*loc, name), code, what)

    def _name(self, written: str, known: set[str], loc: Loc, code: str, what: str) -> None:
        if written in known:
            return
        key = isinstance(loc[-1], str) and loc[-1] == written
        plan = self.names.plan
        message = Said(
            "Expected {what}, but `{process}` has no `{written}`.", what=what, process=plan.process, written=written
        )
        if code == "unknown-person":
            message = Said("Expected {what}, but there is no `{written}`.", what=what, written=written)
        self.findings.add(loc, code, message, did_you_mean(written, known), key=key)
