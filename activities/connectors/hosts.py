"""Which hosts steps may call: those the settings name; where they name none, all but what is beside the machine alone.

Addresses come from definitions and from settings of processes, which their owners change: without a bound somebody
could have this machine fetch what only it may see, as the credentials a cloud gives out on its link.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hosts:
    """The hosts that steps may call; `named` empty: all that are not on the link of this machine. `proxy`: by which
    they are called."""

    named: frozenset[str] = field(default_factory=frozenset)
    proxy: str | None = None

    async def are_open_to(self, host: str) -> bool:
        """Whether a step may call it. Raises `OSError` for a name nobody knows."""
        if self.named:
            return host in self.named
        return not any(map(_is_on_the_link, await _addresses(host)))


async def _addresses(host: str) -> set[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return {str(one[4][0]) for one in found}


def _is_on_the_link(written: str) -> bool:
    address = ipaddress.ip_address(written.partition("%")[0])
    plain = getattr(address, "ipv4_mapped", None) or address
    return bool(plain.is_link_local or plain.is_multicast)
