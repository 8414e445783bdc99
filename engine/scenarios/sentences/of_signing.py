"""Sentences about signers, votes, supplements and questions."""

from collections.abc import Mapping

from engine.runtime import events as happened
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, aside_of, plain

_PLACES = {"before": ("先", "before deciding"), "after": ("后", "after that"), "beside": ("并", "as well")}


def _signers_added(event: happened.SignersAdded, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    zh, en = _PLACES[event.how]
    aside = aside_of(event.comment, names)
    return names.pick(f"{who}请{people}{zh}加签{task}{aside}", f"{who} asks {people} to sign {task} {en}{aside}")


def _signers_removed(event: happened.SignersRemoved, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    return names.pick(f"{who}减签{people}：{task}", f"{who} takes {people} back from {task}")


def _more_asked(event: happened.MoreAsked, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    aside = aside_of(event.comment, names)
    if event.what == "question":
        return names.pick(f"{who}就{task}询问{people}{aside}", f"{who} asks {people} about {task}{aside}")
    fields = names.fields(event.fields)
    return names.pick(f"{who}请{people}补正{fields}{aside}", f"{who} asks {people} to supplement {fields}{aside}")


def _ask_withdrawn(event: happened.AskWithdrawn, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    return names.pick(f"{who}不再等{people}：{task}", f"{who} waits for {people} no longer: {task}")


def _signing_again(event: happened.SigningAgain, names: Names) -> str:
    steps = names.pick("、", ", ").join(map(names.step, event.steps))
    return names.pick(f"内容有变，{steps}须重新办理", f"what they were shown has changed: {steps} again")


def _settled(event: happened.VoteSettled, names: Names) -> str:
    given = {names.outcome_of(event.step, outcome): count for outcome, count in event.given.items() if count}
    counts = names.pick("、", ", ").join(f"{outcome} {count}" for outcome, count in given.items())
    name, outcome = names.step(event.step), names.outcome_of(event.step, event.outcome)
    return names.pick(
        f"{name}表决结果：{outcome}（{counts}，计票 {event.eligible}）",
        f"the vote of {name} is certain: {outcome} ({counts} of {event.eligible})",
    )


def _left(event: happened.VotersLeft, names: Names) -> str:
    people = names.people(person for one in event.why.get("reasons", ()) for person in one.get("people", ()))
    return names.pick(
        f"{people}不计票：{names.owner(event.instance)}", f"{people}: no vote in {names.owner(event.instance)}"
    )


SENTENCES: Mapping[type, Tell] = {
    happened.SignersAdded: _signers_added,
    happened.SignersAnswered: plain("{owner}加签已毕", "those added to {owner} have signed"),
    happened.SignersRemoved: _signers_removed,
    happened.MoreAsked: _more_asked,
    happened.AskWithdrawn: _ask_withdrawn,
    happened.SigningAgain: _signing_again,
    happened.VoteSettled: _settled,
    happened.VotersLeft: _left,
}
