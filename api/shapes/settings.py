"""Settings of processes: what a department head may change without a new version."""

from typing import Annotated

from pydantic import Field

from api.shapes.forms import FormField
from api.shapes.wire import Body, Instant, Json, Person, Shape, Words


class SettingTold(Shape):
    """A setting. `field` has its type, bounds and default; its `value` is the one in force. `changed_at`: it is not the
    definition's default."""

    name: str
    field: FormField
    default_text: Words
    changed_at: Instant | None
    changed_by: Person | None


class ProcessSettings(Shape):
    """The settings of a process. `may_change`: the asker may."""

    process: str
    name: Words
    department: Words
    may_change: bool
    settings: list[SettingTold]


class ToSet(Body):
    """The value from now on; None: what the definition says."""

    value: Json = None
    reason: Annotated[str, Field(max_length=2000)] = ""
