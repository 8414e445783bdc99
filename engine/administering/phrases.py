"""Phrases for comments: what people may say at a touch, and the usual reasons to return or refuse.

A company has its own in the place of those that come with the product; a process may have more, which come first.
Who may set them is who may change settings (`engine.administering.settings.may_set`).
Codes: `too-many-phrases`, `phrase-too-long`, `phrase-empty`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from engine.calendars import Text
from engine.runtime.refusals import Rejected

PhraseKind = Literal["comment", "return", "refuse"]
KINDS: tuple[PhraseKind, ...] = get_args(PhraseKind)
"""What one says besides a decision, and why one returns or refuses."""

COMPANY = ""
"""Stands where a process would be named: the phrases are the company's."""

MOST, LONGEST = 12, 100

SHIPPED: Mapping[PhraseKind, tuple[Text, ...]] = {
    "comment": (
        Text(zh="同意。", en="Agreed."),
        Text(zh="已阅。", en="Read."),
        Text(zh="请按意见办理。", en="Please proceed as commented."),
        Text(zh="已核对无误。", en="Checked, and in order."),
    ),
    "return": (
        Text(zh="材料不全，请补充。", en="Papers are missing, please add them."),
        Text(zh="金额与附件不符，请核对。", en="The amount differs from the papers, please check."),
        Text(zh="事由写得不清楚，请说明。", en="The reason is not clear, please explain."),
        Text(zh="附件看不清，请重新上传。", en="A file cannot be read, please hand it in again."),
    ),
    "refuse": (
        Text(zh="不符合公司规定。", en="Against the company's rules."),
        Text(zh="超出预算。", en="Beyond the budget."),
        Text(zh="理由不充分。", en="The reasons are not sufficient."),
        Text(zh="与已有申请重复。", en="It has been applied for already."),
    ),
}
"""Those of a company that has set none."""

Set = Mapping[tuple[str, PhraseKind], tuple[Text, ...]]
"""What was set, by process (or `COMPANY`) and kind; an empty list is set as well: none are offered."""


def offered(kind: PhraseKind, there: Set, process: str = COMPANY) -> tuple[Text, ...]:
    """What is offered in a process: its own, then the company's, none of them twice."""
    own = there.get((process, kind), ()) if process != COMPANY else ()
    return tuple(dict.fromkeys((*own, *there.get((COMPANY, kind), SHIPPED[kind]))))


def phrases_of(written: Iterable[Text]) -> tuple[Text, ...]:
    """Phrases as they are kept: each once, without blanks around it; what is written in one language alone is said in
    both. Raises `Rejected`."""
    phrases = tuple(dict.fromkeys(_trimmed(one) for one in written))
    if len(phrases) > MOST:
        raise Rejected("too-many-phrases", f"Expected {MOST} phrases of a kind at most, but found {len(phrases)}")
    for number, one in enumerate(phrases, start=1):
        if not one.zh:
            raise Rejected("phrase-empty", f"Expected something said in phrase {number}, but it is empty")
        longest = max(len(one.zh), len(one.en))
        if longest > LONGEST:
            raise Rejected(
                "phrase-too-long", f"Expected {LONGEST} characters at most, but phrase {number} has {longest}"
            )
    return phrases


def _trimmed(one: Text) -> Text:
    zh, en = one.zh.strip(), one.en.strip()
    return Text(zh=zh or en, en=en or zh)
