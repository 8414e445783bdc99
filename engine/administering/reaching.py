"""How a person is reached: by which channels, in which language, and not in their quiet hours. The inbox has all of it.

What a person chooses changes nothing of a case: a notice they do not want to be sent stays in their inbox.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from engine.runtime.refusals import Rejected

Channel = Literal["mail", "wecom", "dingtalk", "feishu", "webhook"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
Kind = Literal["task", "reminder", "notice", "followed", "digest"]
"""What is told: there is something new to do; something is late, or soon will be; something one reads along; a case one
follows has moved; what lies ahead of one's people before days off."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Tongue = Literal["both", "zh", "en"]
LONGEST_QUIET = timedelta(hours=16)
MOST_TOLD = 20
"""A task offered to more people is in their inboxes, and sent to nobody."""


@dataclass(frozen=True)
class Preferences:
    """What a person has chosen. `muted`: kinds that are not sent by a channel. Quiet hours are on the company's clock;
    they may go past midnight."""

    language: Tongue = "both"
    muted: Mapping[Channel, tuple[Kind, ...]] = field(default_factory=dict)
    quiet_from: time | None = None
    quiet_until: time | None = None


def must_be_usable(chosen: Preferences) -> None:
    """Raise `Rejected` `bad-quiet-hours` for half of them, or for more than sixteen hours."""
    if (chosen.quiet_from is None) != (chosen.quiet_until is None):
        raise Rejected("bad-quiet-hours", "Expected quiet hours from and until, but one of the two is missing")
    if _quiet_for(chosen) > LONGEST_QUIET:
        raise Rejected("bad-quiet-hours", "Expected quiet hours of at most 16 hours, but they are longer")


def channels_for(chosen: Preferences, kind: Kind, reachable: Collection[Channel]) -> tuple[Channel, ...]:
    """By which channels somebody is told something, of those that reach them."""
    return tuple(one for one in CHANNELS if one in reachable and kind not in chosen.muted.get(one, ()))


def after_quiet_hours(chosen: Preferences, at: datetime, zone: ZoneInfo) -> datetime:
    """`at`, or the end of the quiet hours it lies in."""
    if chosen.quiet_from is None or chosen.quiet_until is None:
        return at
    local = at.astimezone(zone)
    for day in (local.date() - timedelta(days=1), local.date()):
        begins = datetime.combine(day, chosen.quiet_from, zone)
        ends = datetime.combine(day, chosen.quiet_until, zone)
        ends += timedelta(days=1) if chosen.quiet_until <= chosen.quiet_from else timedelta(0)
        if begins <= local < ends:
            return ends.astimezone(UTC)
    return at


def _quiet_for(chosen: Preferences) -> timedelta:
    if chosen.quiet_from is None or chosen.quiet_until is None:
        return timedelta(0)
    begins = timedelta(hours=chosen.quiet_from.hour, minutes=chosen.quiet_from.minute)
    ends = timedelta(hours=chosen.quiet_until.hour, minutes=chosen.quiet_until.minute)
    return ends - begins if ends > begins else ends - begins + timedelta(days=1)
