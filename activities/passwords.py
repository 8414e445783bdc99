"""Passwords as hashes (argon2id), made in threads of their own: each takes a tenth of a second and 64 MB."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib.hashers.argon2 import Argon2Hasher

from engine.administering.accounts import password_of

T = TypeVar("T")

AT_ONCE = 2
"""Hashes at a time; others wait, so that tries to sign in cannot take the machine from those who work."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those nobody takes for another one."""


class Passwords:
    """Hashes and verifies. A cheaper `hasher` is for tests alone."""

    def __init__(self, hasher: Argon2Hasher | None = None) -> None:
        self._hasher = hasher or Argon2Hasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")
        self._of_nobody: str | None = None

    async def hashed(self, password: str) -> str:
        """What is kept of a password."""
        return await self._apart(lambda: self._hasher.hash(password_of(password)))

    async def is_right(self, password: str, kept: str | None) -> bool:
        """Whether it is the one; for nobody's (`kept` None) it takes as long to say no."""
        if kept is None:
            self._of_nobody = self._of_nobody or await self.hashed(secrets.token_urlsafe())
        against = kept or self._of_nobody or ""
        right = await self._apart(lambda: self._hasher.verify(password_of(password), against))
        return right and kept is not None

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def first_password() -> str:
    """A password for somebody to sign in with once, easily read aloud: 60 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
