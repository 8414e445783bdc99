"""Accounts: what they are called, which passwords are good enough, how long a name is locked after wrong ones.

Codes: `bad-user-name`, `bad-role`, `bad-scope`, `bad-expiry`, `too-many-tokens`, `last-administrator`, and those of
passwords, `password-…`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from engine.administering.access import ROLES, SCOPES
from engine.runtime.refusals import Rejected

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_TOKEN_LIFE = timedelta(days=366)
MOST_TOKENS = 50

TRIES_OF_A_NAME = 5
"""Wrong passwords of one name from one address, or one browser of its owner, before it is locked there."""
TRIES_OF_AN_ADDRESS = 50
"""Those from one address: a whole office may stand behind it."""
TRIES_ANYWHERE = 100
"""Those of one name from anywhere but its owner's browsers: more than one address is allowed, for who has many."""
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=15)
"""Doubled with each further wrong one, up to this: nobody is kept out of their account for longer by others."""

Deed = Literal[
    "made", "bound", "signed-in", "sign-in-refused", "password-changed", "password-reset", "roles-changed", "disabled",
    "enabled", "token-made", "token-ended",
]  # fmt: skip
"""What is written down of an account. `bound`: the identity provider knows them."""

_USER_NAME = re.compile(r"[^\s\x00-\x1f]{1,64}")
_COMMON = (
    "password", "passw0rd", "letmein", "welcome", "qwertyuiop", "asdfghjkl", "iloveyou", "administrator", "changeme",
    "1234567890", "0123456789", "9876543210", "1q2w3e4r5t", "abcdefghij", "woaini1314", "5201314520", "zhongguo",
)  # fmt: skip


def user_name_of(written: str) -> str:
    """A user name as it is kept: without regard to capitals. Raises `Rejected` `bad-user-name`."""
    name = unicodedata.normalize("NFKC", written).strip().casefold()
    if not _USER_NAME.fullmatch(name):
        raise Rejected("bad-user-name", "Expected a user name of 1 to 64 characters without blanks")
    return name


def password_of(written: str) -> str:
    """A password as it is hashed: the same however a keyboard composes its characters."""
    return unicodedata.normalize("NFKC", written)


def must_be_good_password(password: str, names: Iterable[str], before: str | None = None) -> None:
    """Raise `Rejected` unless it is long enough, no common one, none of these names, and another one than before."""
    plain = password_of(password)
    if len(plain) < SHORTEST_PASSWORD:
        said = f"Expected a password of at least {SHORTEST_PASSWORD} characters, but it has {len(plain)}"
        raise Rejected("password-short", said)
    if len(plain) > LONGEST_PASSWORD:
        raise Rejected("password-long", f"Expected a password of at most {LONGEST_PASSWORD} characters")
    folded = plain.casefold()
    if len(set(folded)) < 4 or any(_is_nearly(folded, one) for one in _COMMON):
        raise Rejected("password-common", "Expected a password that is not among the first to be guessed")
    if any(len(name) > 2 and _is_nearly(folded, name.casefold()) for name in names):
        raise Rejected("password-like-name", "Expected a password that is not made of your name")
    if before is not None and plain == password_of(before):
        raise Rejected("password-same", "Expected another password than the one before")


def _is_nearly(password: str, word: str) -> bool:
    """Whether a password is a word with little beside it."""
    return word in password and len(password) - len(word) < 4


@dataclass(frozen=True)
class Tried:
    """What a try to sign in counts against, and how many wrong ones it has. A right one forgets them all where they can
    only have been its owner's (`forgotten`); elsewhere it takes back itself."""

    subject: str
    tries: int
    forgotten: bool = False


def counted_against(name: str, address: str, own: str | None = None) -> tuple[Tried, ...]:
    """What a try counts against. `own`: the browser in which its owner has signed in before, or their session: nobody
    else's tries keep them out there."""
    if own is not None:
        return (Tried(f"own {own}", TRIES_OF_A_NAME, forgotten=True),)
    return (
        Tried(f"name {name} at {address}", TRIES_OF_A_NAME, forgotten=True),
        Tried(f"address {address}", TRIES_OF_AN_ADDRESS),
        Tried(f"name {name}", TRIES_ANYWHERE),
    )


def locked_for(failures: int, tries: int) -> timedelta | None:
    """How long nobody may try again after so many wrong ones; None: they may."""
    over = failures - tries
    return None if over < 0 else min(FIRST_LOCK * 2 ** min(over, 10), LONGEST_LOCK)


def must_be_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """The administered roles, each once and in their order. Raises `Rejected` `bad-role`."""
    asked = set(roles)
    unknown = sorted(asked.difference(ROLES))
    if unknown:
        raise Rejected("bad-role", f"Expected some of {', '.join(ROLES)}, but got {', '.join(unknown)}")
    return tuple(role for role in ROLES if role in asked)


def must_be_scopes(scopes: Iterable[str]) -> tuple[str, ...]:
    """What a token is for, each once and in their order. Raises `Rejected` `bad-scope`."""
    asked = set(scopes)
    if not asked or asked.difference(SCOPES):
        raise Rejected("bad-scope", f"Expected some of {', '.join(SCOPES)}, but got {', '.join(sorted(asked)) or '-'}")
    return tuple(scope for scope in SCOPES if scope in asked)


def must_be_expiry(expires: datetime, now: datetime) -> None:
    """Raise `Rejected` `bad-expiry` unless a token ends, and within a year."""
    if not now < expires <= now + LONGEST_TOKEN_LIFE:
        raise Rejected(
            "bad-expiry", f"Expected a day within {LONGEST_TOKEN_LIFE.days} days, but got {expires:%Y-%m-%d}"
        )


def must_have_room(tokens: int) -> None:
    """Raise `Rejected` `too-many-tokens` for who has as many good ones as anybody needs."""
    if tokens >= MOST_TOKENS:
        raise Rejected("too-many-tokens", f"Expected at most {MOST_TOKENS} tokens, but there are {tokens}")


def must_leave_an_administrator(person: str, administrators: Collection[str], *, stays: bool) -> None:
    """Raise `Rejected` `last-administrator` when nobody could administer accounts any more."""
    if not stays and set(administrators) == {person}:
        raise Rejected("last-administrator", f"Expected an administrator besides {person}, but there is none")
