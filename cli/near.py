"""Near names: what somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(name: str, known: Iterable[str]) -> str:
    """`Did you mean …?` with up to three known names near to `name`; empty when none is."""
    names = list(dict.fromkeys(known))
    found = get_close_matches(name, names, n=3, cutoff=0.6) or [one for one in names if name and name in one][:3]
    return f"Did you mean {', '.join(f'`{one}`' for one in found)}?" if found else ""
