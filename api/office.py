"""The office: what the routes work with. Made once for an application; found from every request."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from activities.accounts import AccountDesk
from activities.client import CaseClient
from activities.drafts import DraftDesk
from activities.files import FileDesk
from activities.oidc import OidcDesk, Provider
from activities.passwords import Passwords
from activities.postman import Ports, Postman
from api.live import Live
from api.rates import Rates
from settings import Settings
from store import Store

if TYPE_CHECKING:
    from api.identity import Asker


def utc_now() -> datetime:
    """The instant of an act, stamped where it is asked."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """An installation, as the API sees it. `identify` tells who asks; None: nobody who is signed in.

    `ports`: the channels to people that are set up. `connectors`: what service tasks may call; None: not known here.
    """

    store: Store
    cases: CaseClient
    files: FileDesk
    settings: Settings
    identify: Callable[[Request], Awaitable["Asker | None"]]
    ports: Ports = field(default_factory=dict)
    connectors: frozenset[str] | None = None
    clock: Callable[[], datetime] = utc_now
    passwords: Passwords = field(default_factory=Passwords)
    drafts: DraftDesk = field(init=False)
    postman: Postman = field(init=False)
    accounts: AccountDesk = field(init=False)
    oidc: OidcDesk = field(init=False)
    rates: Rates = field(init=False)
    live: Live = field(init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        idle, longest = timedelta(minutes=settings.session_idle), timedelta(hours=settings.session_longest)
        accounts = AccountDesk(self.store, self.clock, passwords=self.passwords, idle=idle, longest=longest)
        made = {
            "drafts": DraftDesk(self.store, self.clock),
            "live": Live(self.store, self.clock),
            "accounts": accounts,
            "postman": Postman(self.store, self.ports, settings.public_url or "", settings.zone),
            "oidc": OidcDesk(self.store, _provider(settings), self.clock),
            "rates": Rates({
                "read": settings.reads_a_minute, "write": settings.writes_a_minute,
                "stranger": settings.strangers_a_minute,
            }),
        }  # fmt: skip
        for name, desk in made.items():
            object.__setattr__(self, name, desk)

    @property
    def patience(self) -> float:
        """Seconds that work on what somebody wrote may take, so that its answer begins in time."""
        return 0.8 * self.settings.request_time


def _provider(settings: Settings) -> Provider | None:
    oidc = settings.oidc
    secret = oidc.client_secret.get_secret_value() if oidc.client_secret else None
    return Provider(oidc.issuer, oidc.client_id, secret, oidc.scopes) if oidc.issuer else None


def office_of(request: Request) -> Office:
    """The office this request came to."""
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(office_of)]
