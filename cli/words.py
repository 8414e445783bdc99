"""Texts of definitions as they come: typed, or as JSON in the read model."""

from collections.abc import Mapping
from typing import Any

from cli.options import Lang


def text(lang: Lang, value: Any, otherwise: str = "") -> str:
    """A text of a definition (`plain`, or in two languages) in that language, else in the other one."""
    if value in (None, ""):
        return otherwise
    if isinstance(value, str):
        return value
    texts = value if isinstance(value, Mapping) else vars(value) if hasattr(value, "__dict__") else {"": value}
    return str(texts.get(lang.value) or next((one for one in texts.values() if one), otherwise))
