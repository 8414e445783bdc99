"""Time zones by their IANA names, whatever somebody has written in the place of one."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of a name; None where there is none: a folder of zones, and what can be no name, are none either."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
