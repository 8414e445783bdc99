"""Browsers in which somebody has signed in with their password: each keeps a mark that only they can have been given.

It follows from the hash of the password, so nothing is stored, and a new password makes all marks of before worthless.
A mark signs nobody in: with it, tries under the name count for this browser alone.
"""

import hashlib
import hmac
import secrets

from store.accounts import Account

LONGEST = 200
"""Characters of a mark; ours are shorter."""


def mark_for(account: Account) -> str | None:
    """A new mark for a browser in which the right password was typed; None: the account has none."""
    salt = secrets.token_urlsafe(16)
    return f"{salt}.{_sealed(account, salt)}" if account.password else None


def is_own(account: Account | None, mark: str | None) -> bool:
    """Whether a mark was given to a browser of this account, under its password of now."""
    if account is None or not account.password or not mark or len(mark) > LONGEST:
        return False
    salt, _, sealed = mark.partition(".")
    return hmac.compare_digest(sealed.encode("utf-8", "replace"), _sealed(account, salt).encode())


def _sealed(account: Account, salt: str) -> str:
    of_account = f"browser {account.person} {salt}".encode("utf-8", "replace")
    return hmac.new((account.password or "").encode(), of_account, hashlib.sha256).hexdigest()
