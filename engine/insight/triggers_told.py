"""What brings an event about, in both languages: for events without a name of their own."""

from engine.insight.conditions_told import condition_in_words
from engine.insight.moments_told import moment_in_words
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.model.reactions import Event
from engine.runtime.parked_told import told_code

Words = dict[str, str]


def trigger_in_words(plan: Plan, event: Event) -> Words:
    """What brings it about."""
    match event.trigger:
        case "timer":
            told = moment_in_words(plan, event.timer or "")
            return {"zh": f"到时：{told['zh']}", "en": f"when due: {told['en']}"}
        case "message":
            name = message_in_words(plan, event.message or "")
            return {"zh": f"收到「{name['zh']}」", "en": f"“{name['en']}” arrives"}
        case "condition":
            return condition_in_words(plan, event.condition or "")
        case "error":
            error = told_code(event.error or "")
            return {"zh": f"出错：{error.zh}", "en": f"error: {error.en}"}
        case _:
            return {"zh": "有人按下按钮", "en": "somebody presses the button"}


def message_in_words(plan: Plan, message: str) -> Words:
    """A message by its name."""
    found = plan.definition.messages.get(message)
    name = found.name if found else None
    return {language: text_in(name, language) or message for language in ("zh", "en")}
