"""The decision bar: each outcome and each way back with its consequence; the other verbs, and why one may not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from api.people_told import PeopleTold
from api.problems import of_rejected
from api.shapes.tasks import Consequence, Decision, NextTask, StepNamed, VerbAllowed
from api.shapes.wire import Words
from api.words_told import WordsTold
from engine.administering.phrases import PhraseKind
from engine.insight.conditions_told import condition_in_words
from engine.insight.consequences import told
from engine.insight.previewing import Preview
from engine.insight.trying import Tried, Verb
from engine.model.steps.user_task import ABSTENTIONS, APPROVALS, REFUSALS, Return
from engine.runtime import commands as c
from engine.runtime.refusals import Rejected

Manner = Literal["agree", "refuse", "abstain", "neutral", "return"]

VERBS = {
    "claim": ("认领", "Claim"), "release": ("放回", "Put back"), "transfer": ("转办", "Transfer"),
    "delegate": ("委派", "Delegate"), "reclaim": ("收回委派", "Take back from the delegate"),
    "add_signer": ("加签", "Add a signer"), "remove_signer": ("减签", "Remove a signer"), "ask": ("沟通", "Ask"),
    "supplement": ("补正", "Ask for a supplement"), "unask": ("撤回所问", "Withdraw what was asked"),
    "hold": ("挂起", "Put on hold"), "resume": ("恢复办理", "Resume"), "extend": ("申请延期", "Ask for more time"),
    "decide_extension": ("批复延期", "Decide on more time"), "promise": ("承诺时限", "Promise a time"),
    "comment": ("评论", "Comment"), "attach": ("附件", "Attach files"), "take_back": ("拿回", "Take back"),
    "complete": ("办理", "Decide"), "return": ("退回", "Return"),
}  # fmt: skip
"""What verbs are called."""


@dataclass(frozen=True)
class Bar:
    """What decisions are told with: the step, its words, people, the instant, the usual reasons of a kind."""

    step: Any
    words: WordsTold
    people: PeopleTold
    now: datetime
    reasons: Callable[[PhraseKind], list[Words]] = lambda _: []

    def decision(self, tried: Tried) -> Decision:
        """One button."""
        return self._return(tried) if isinstance(tried.command, c.Return) else self._outcome(tried)

    def _outcome(self, tried: Tried) -> Decision:
        assert isinstance(tried.command, c.Complete)
        name = tried.command.outcome or "done"
        outcome = (getattr(self.step, "outcomes", None) or {}).get(name)
        comment, manner = getattr(outcome, "comment", "optional"), self._manner(name)
        return Decision(
            kind="outcome", id=name, name=self.words.outcome(self.step.id, name), manner=manner, comment=comment,
            signature=bool(getattr(outcome, "signature", False)), require=list(getattr(outcome, "require", ())),
            reasons=self.reasons("refuse") if manner == "refuse" and comment != "none" else [], **self._fate(tried),
        )  # fmt: skip

    def _return(self, tried: Tried) -> Decision:
        assert isinstance(tried.command, c.Return)
        rule, target = self.step.return_, tried.command.to
        return Decision(
            kind="return", id=target, name=self._back_to(target), manner="return", comment=rule.comment,
            signature=False, require=list(rule.require),
            reasons=self.reasons("return") if rule.comment != "none" else [], **self._fate(tried),
        )  # fmt: skip

    def _back_to(self, target: str) -> Words:
        if target == "start":
            return Words(zh="退回发起人", en="Return to the starter")
        if target == "previous":
            return Words(zh="退回上一步", en="Return to the step before")
        named = self.words.step(target.partition(".")[0])
        return Words(zh=f"退回{named.zh}", en=f"Return to {named.en}")

    def _manner(self, name: str) -> Manner:
        if name in APPROVALS:
            return "agree"
        if name in REFUSALS:
            return "refuse"
        return "abstain" if (getattr(self.step, "vote", None) or {}).get(name) in ABSTENTIONS else "neutral"

    def _fate(self, tried: Tried) -> dict[str, Any]:
        refused = tried.refused
        if refused is not None and not refused.errors:
            return {"allowed": False, "why_not": self._why_not(tried, refused), "consequence": None}
        if tried.preview is None:
            return {"allowed": True, "why_not": None, "consequence": self._refused(refused)}
        back = isinstance(tried.command, c.Return) and _straight_back(self.step)
        return {
            "allowed": True, "why_not": None,
            "consequence": self.consequence(tried.preview, straight_back=back, assumed=tried.assumed),
        }  # fmt: skip

    def _why_not(self, tried: Tried, refused: Rejected) -> Words:
        """What keeps the outcome from being chosen: its condition in words, where it has one that does not hold."""
        outcome = (getattr(self.step, "outcomes", None) or {}).get(getattr(tried.command, "outcome", None))
        condition = getattr(outcome, "if_", None)
        if refused.code != "outcome-not-allowed" or condition is None:
            return of_rejected(refused).sentence
        said = condition_in_words(self.words.plan, condition)
        return Words(zh=f"须满足：{said['zh']}", en=f"It needs: {said['en']}")

    def _refused(self, refused: Rejected | None) -> Consequence | None:
        """The form as it is filled now would be refused."""
        if refused is None:
            return None
        found = of_rejected(refused)
        return Consequence(sentence=found.sentence, refused=found)

    def consequence(self, shown: Preview, *, straight_back: bool = False, assumed: tuple[str, ...] = ()) -> Consequence:
        """What an act will do."""
        sentence = self.words.both(lambda names: told(shown, names, self.now, straight_back=straight_back))
        return Consequence(
            sentence=sentence,
            next=[
                NextTask(
                    step=step, name=self.words.step(step), people=self.people.people(people[:FEW]), count=len(people),
                    due=shown.due.get(step),
                )
                for step, people in shown.offered.items()
            ],
            waits=shown.waits, left=self._named(shown.left), again=self._named(shown.again),
            stands=self._named(shown.stands), going_on=self._named(shown.going_on),
            ends=self.words.end(shown.ends) if shown.ends else None, straight_back=straight_back,
            assumed=list(assumed),
        )  # fmt: skip

    def _named(self, steps: tuple[str, ...]) -> list[StepNamed]:
        return [StepNamed(step=one, name=self.words.step(one)) for one in steps]


FEW = 10
"""So many of those who get it next are named."""


def _straight_back(step: Any) -> bool:
    rule = getattr(step, "return_", None)
    return isinstance(rule, Return) and rule.again == "returner"


def verb_told(verb: Verb) -> VerbAllowed:
    """A verb of the task."""
    zh, en = VERBS[verb.verb]
    found = of_rejected(verb.refused) if verb.refused is not None else None
    return VerbAllowed(
        verb=verb.verb, name=Words(zh=zh, en=en), allowed=found is None, code=found.code if found else None,
        why_not=found.sentence if found else None,
    )  # fmt: skip
