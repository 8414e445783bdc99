"""An identity provider on loopback: real HTTP, real keys and signatures, PKCE held against the challenge.

`wrong` says what it does that a provider must not, so that each such thing is seen to be refused.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.loopback import served

CLIENT, SECRET = "banjie", "a-secret-of-the-client"


KEY, ANOTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))


@dataclass
class Provider:
    """Lets in whoever `who` is, without asking."""

    who: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""
    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: KEY)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def app(self) -> FastAPI:
        app = FastAPI()
        app.get("/.well-known/openid-configuration")(self.about)
        app.get("/keys")(self.keys)
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        return app

    async def about(self) -> dict[str, str]:
        issuer = "http://somebody-else" if self.wrong == "issuer" else self.issuer
        addresses = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": issuer} | {name: f"{self.issuer}/{path}" for name, path in addresses.items()}

    async def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    async def authorize(self, request: Request) -> RedirectResponse:
        self.asked = dict(request.query_params)
        back = {"state": self.asked["state"]}
        if self.wrong == "refuses":
            back |= {"error": "access_denied", "error_description": "not today"}
        else:
            code = secrets.token_urlsafe()
            self.codes[code] = self.asked
            back |= {"code": code}
        return RedirectResponse(f"{self.asked['redirect_uri']}?{urlencode(back)}", 303)

    async def token(self, request: Request) -> JSONResponse:
        form = dict(await request.form())
        asked = self.codes.pop(str(form.get("code")), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        is_right = (
            asked is not None
            and request.headers.get("authorization") == f"Basic {basic}"
            and asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == base64.urlsafe_b64encode(challenge).decode().rstrip("=")
            and asked["redirect_uri"] == form.get("redirect_uri")
        )
        if not is_right or asked is None or self.wrong == "code":
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self._signed(asked["nonce"])})

    def _signed(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **self.who}
        bad: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "of-another"}, "audience": {"aud": "another"}, "expired": {"exp": now - 3600},
            "token-issuer": {"iss": "http://somebody-else"},
        }  # fmt: skip
        claims |= bad.get(self.wrong, {})
        key = ANOTHER if self.wrong == "signature" else self.key
        if self.wrong == "unsigned":
            parts = ('{"alg":"none","typ":"JWT"}', json.dumps(claims))
            return ".".join(base64.urlsafe_b64encode(one.encode()).decode().rstrip("=") for one in parts) + "."
        return jwt.encode({"alg": "RS256", "kid": key.kid or ""}, claims, key)


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """One that serves on a free port of loopback."""
    here = Provider()
    async with served(here.app()) as here.issuer:
        yield here
