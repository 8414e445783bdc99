"""What a case has recorded in the words of its own version, told in the words its plan is read in.

Records never change: a stage and the text of a notice stand there as the case's version says them. A text into which
values were inserted is told anew by taking the values out of it; where that is not clear, it is told as it stands.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from engine.model.base import Text, texts_of
from engine.model.inserts import Insert, parts_of
from engine.model.limits import Rung
from engine.model.plan import Plan
from engine.model.steps.notify import Notify
from engine.model.text_layer import inserts_of

LONGEST = 2000
"""Characters of a recorded text that values are looked for in."""


def stage_told(stage: Any, plan: Plan | None) -> Any:
    """A recorded stage as it is called now; as recorded where its name has become several, or none."""
    if plan is None or plan.wording is None or not stage:
        return stage
    own, recorded = plan.as_written.steps, texts_of(stage)
    named = [step for step, one in own.items() if (said := getattr(one, "stage", None)) and texts_of(said) == recorded]
    now = {tuple(sorted(texts_of(getattr(plan.steps[step], "stage", None)).items())) for step in named}
    return dict(now.pop()) if len(now) == 1 else stage


def recorded_as(label: str, plan: Plan) -> list[Any]:
    """What cases of the plan have recorded at the stages that are called so now, and were not before."""
    stages = (getattr(step, "stage", None) for step in plan.as_written.steps.values())
    recorded = [said if isinstance(said, str) else said.model_dump(exclude_none=True) for said in stages if said]
    return [
        said
        for said in recorded
        if label in texts_of(stage_told(said, plan)).values() and label not in texts_of(said).values()
    ]


def notice_told(about: str, text: Any, at: datetime, plan: Plan | None) -> Any:
    """The text of a notice addressed `at`: as recorded, unless other words were in force by then."""
    if plan is None or plan.wording is None or at < plan.wording.since:
        return text
    own, new = _notice_text(plan.as_written, about), _notice_text(plan, about)
    return text if own == new or new is None else retold(text, own, new)


def retold(recorded: Any, own: Text | None, new: Text) -> Any:
    """What was recorded by the text `own`, as `new` says it, in each language in which that can be said."""
    said = {language: _anew(texts_of(recorded), own, language, text) for language, text in texts_of(new).items()}
    found = {language: text for language, text in said.items() if text is not None}
    return found or recorded


def _anew(recorded: Mapping[str, str], own: Text | None, language: str, text: str) -> str | None:
    if not inserts_of(text):
        return text
    source = language if language in texts_of(own) else ""
    values = _values_in(recorded.get(source, ""), texts_of(own).get(source, ""))
    parts = [values.get(part.expression.strip()) if isinstance(part, Insert) else part for part in parts_of(text)]
    return None if None in parts else "".join(map(str, parts))


def _values_in(said: str, template: str) -> Mapping[str, str]:
    """What was inserted for each expression; nothing where there is more than one way to read it.

    The shortest and the longest values tried first come to the same only where there is no other way.
    """
    if len(said) > LONGEST:
        return {}
    short, long = (_pattern(template, some).fullmatch(said) for some in (".*?", ".*"))
    if short is None or long is None or short.groups() != long.groups():
        return {}
    return dict(zip(_expressions(template), short.groups(), strict=True))


@lru_cache(maxsize=256)
def _pattern(template: str, some: str) -> re.Pattern[str]:
    expressions, parts, seen = _expressions(template), [], set()
    for part in parts_of(template):
        if not isinstance(part, Insert):
            parts.append(re.escape(part))
            continue
        number = expressions.index(part.expression.strip()) + 1
        parts.append(f"(?:\\{number})" if number in seen else f"({some})")
        seen.add(number)
    return re.compile("".join(parts), re.DOTALL)


def _expressions(template: str) -> list[str]:
    return list(dict.fromkeys(part.expression.strip() for part in parts_of(template) if isinstance(part, Insert)))


def _notice_text(plan: Plan, about: str) -> Text | None:
    """What the definition says in a notice about `step` or `owner.rung`; None where the words are a person's own."""
    owner, _, rung_id = about.partition(".")
    if not rung_id:
        step = plan.steps.get(owner)
        return step.text if isinstance(step, Notify) else None
    limited = (plan.definition,) if owner == "case" else (plan.steps.get(owner), plan.definition.clocks.get(owner))
    rungs = ((getattr(one, "escalation", None) or {}).get(rung_id) for one in limited)
    return next((rung.text for rung in rungs if isinstance(rung, Rung)), None)
