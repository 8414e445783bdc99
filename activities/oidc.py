"""Signing in at an identity provider: OpenID Connect, code flow with PKCE, state and nonce.

Codes of what may go wrong: `oidc-off`, `oidc-unreachable`, `oidc-state`, `oidc-refused`, `oidc-code`, `oidc-token`,
`oidc-no-email`, `oidc-no-account`, `account-disabled`.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from activities.accounts import digest_of, utc_now
from engine.people import Person
from engine.runtime.refusals import Rejected
from store import Store
from store.accounts import Account, Altered
from store.sessions import Flow

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
PATIENCE = 10.0
LEEWAY = 60
"""Seconds by which two clocks may differ."""


@dataclass(frozen=True)
class Provider:
    """An identity provider, as the settings name it."""

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    scopes: str = "openid email profile"


@dataclass
class Known:
    """What the provider says of itself, asked once; its keys are asked again when one is new."""

    about: dict[str, Any] = field(default_factory=dict)
    keys: KeySet | None = None


class OidcDesk:
    """Sends people to the provider, and makes an account of who comes back."""

    def __init__(self, store: Store, provider: Provider | None, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._provider = provider
        self._clock = clock
        self._known = Known()

    @property
    def is_on(self) -> bool:
        """Whether there is a provider."""
        return self._provider is not None

    async def begin(self, redirect: str, back: str) -> tuple[str, str]:
        """The address to send somebody to, and the state that must come back with them. Raises `Rejected`."""
        provider, about = self._on(), await self._about()
        state, nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        async with self._client(provider, redirect) as client:
            url, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
            )
        await self._store.begin_flow(Flow(digest_of(state), nonce, verifier, back, self._clock()))
        return url, state

    async def finish(self, redirect: str, state: str, told: Mapping[str, str]) -> tuple[Account, str]:
        """The account of who came back with this answer (`told`), and the page to go on with. `state` is the one this
        browser was sent with. Raises `Rejected`."""
        provider = self._on()
        flow = await self._store.take_flow(digest_of(state)) if state else None
        if flow is None or not secrets.compare_digest(told.get("state", "").encode(), state.encode()):
            raise Rejected("oidc-state", "Expected an answer to a sign-in of this browser, but it is none, or too old")
        if "code" not in told:
            why = told.get("error_description") or told.get("error") or "it gave no code"
            raise Rejected("oidc-refused", f"Expected the identity provider to let you in, but: {why[:200]}")
        token = await self._token(provider, redirect, told["code"], flow.verifier)
        claims = await self._claims(provider, token, flow.nonce)
        return await self._account(claims), flow.back

    def _on(self) -> Provider:
        if self._provider is None:
            raise Rejected("oidc-off", "Expected an identity provider in the settings, but there is none")
        return self._provider

    def _client(self, provider: Provider, redirect: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            provider.client_id, provider.client_secret, scope=provider.scopes, redirect_uri=redirect,
            code_challenge_method="S256", timeout=PATIENCE,
            token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        )  # fmt: skip

    async def _about(self) -> dict[str, Any]:
        provider = self._on()
        if not self._known.about:
            address = provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
            about = await self._fetched(address)
            if about.get("issuer") != provider.issuer:
                said = f"Expected the issuer {provider.issuer}, but it calls itself {about.get('issuer')}"
                raise Rejected("oidc-unreachable", said)
            self._known.about = about
        return self._known.about

    async def _keys(self, *, anew: bool = False) -> KeySet:
        if self._known.keys is None or anew:
            found = await self._fetched((await self._about())["jwks_uri"])
            self._known.keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
        return self._known.keys

    async def _fetched(self, address: str) -> dict[str, Any]:
        try:
            async with httpx2.AsyncClient(timeout=PATIENCE) as client:
                answer = (await client.get(address)).raise_for_status()
                found: dict[str, Any] = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            said = f"Expected {address} to answer, but: {type(error).__name__}"
            raise Rejected("oidc-unreachable", said) from error
        return found

    async def _token(self, provider: Provider, redirect: str, code: str, verifier: str) -> str:
        """The identity token for a code."""
        about = await self._about()
        try:
            async with self._client(provider, redirect) as client:
                got = await client.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier)
        except OAuthError as error:
            said = f"Expected the identity provider to take its code back, but: {error.error}"
            raise Rejected("oidc-code", said) from error
        except (httpx2.HTTPError, ValueError) as error:
            said = f"Expected the identity provider to answer, but: {type(error).__name__}"
            raise Rejected("oidc-unreachable", said) from error
        if "id_token" not in got:
            raise Rejected("oidc-token", "Expected an identity token, but there is none")
        return str(got["id_token"])

    async def _claims(self, provider: Provider, token: str, nonce: str) -> dict[str, Any]:
        """What a token says of who came, once its signature and what it is for are found right."""
        try:
            try:
                read = jwt.decode(token, await self._keys(), algorithms=ALGORITHMS)
            except (JoseError, ValueError):  # signed with a key that is newer than those we know, perhaps
                read = jwt.decode(token, await self._keys(anew=True), algorithms=ALGORITHMS)
            rules = jwt.JWTClaimsRegistry(
                now=int(self._clock().timestamp()), leeway=LEEWAY,
                iss={"essential": True, "value": provider.issuer}, aud={"essential": True, "value": provider.client_id},
                sub={"essential": True}, exp={"essential": True}, nonce={"essential": True, "value": nonce},
            )  # fmt: skip
            rules.validate(read.claims)
        except (JoseError, ValueError) as error:
            said = f"Expected an identity token that is right, but: {type(error).__name__}"
            raise Rejected("oidc-token", said) from error
        if read.claims.get("azp", provider.client_id) != provider.client_id:
            raise Rejected("oidc-token", "Expected an identity token for this installation, but it is for another")
        return dict(read.claims)

    async def _account(self, claims: Mapping[str, Any]) -> Account:
        subject = f"{claims['iss']}|{claims['sub']}"
        found = await self._store.account_of_subject(subject) or await self._bound(subject, claims)
        if found.disabled:
            raise Rejected("account-disabled", "Expected an account in use, but yours is disabled")
        return found

    async def _bound(self, subject: str, claims: Mapping[str, Any]) -> Account:
        """Whoever has this verified address in the directory, bound to the subject from now on."""
        if not claims.get("email") or claims.get("email_verified") not in (True, "true"):
            raise Rejected("oidc-no-email", "Expected a verified e-mail address, but the provider gives none")
        person = await self._person_of(str(claims["email"]))
        account = await self._store.account(person.id)
        if account is not None and account.subject is not None:
            raise Rejected("oidc-no-account", "Expected an account of yours, but it is bound to somebody else there")
        if account is None:
            account = Account(person.id, person.id.casefold(), self._clock(), subject=subject)
            await self._store.add_account(account, "oidc")
            return account
        return await self._store.change_account(person.id, "oidc", Altered("bound", {"subject": subject}))

    async def _person_of(self, email: str) -> Person:
        company = await self._store.company()
        people = company.directory.people.values() if company else ()
        found = [one for one in people if (one.email or "").casefold() == email.casefold()]
        day = company.directory.day_of(self._clock()) if company else None
        if company is None or day is None or len(found) != 1 or not company.directory.is_here(found[0].id, day):
            raise Rejected("oidc-no-account", "Expected somebody of the directory with this e-mail address, alone")
        return found[0]
