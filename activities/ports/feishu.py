"""Feishu (飞书): interactive cards of an application to its users."""

import hashlib
import json

from activities.ports.calls import Token, exchange
from activities.ports.letter import Letter, PortError

NO_TOKEN = (99991661, 99991663, 99991668)
NOBODY = (230001, 99992351)


class FeishuPort:
    """An application of a company; addresses are user ids."""

    def __init__(self, base: str, app: str, secret: str) -> None:
        self._base = base.rstrip("/")
        self._app = app
        self._secret = secret
        self._token = Token(self._ask_token)

    async def send(self, address: str, letter: Letter) -> None:
        """Send a card. The same key is sent once within an hour."""
        body = {
            "receive_id": address,
            "msg_type": "interactive",
            "content": json.dumps(_card(letter), ensure_ascii=False),
            "uuid": hashlib.sha256(f"{letter.key}/{address}".encode()).hexdigest()[:40],
        }
        headers = {"Authorization": f"Bearer {await self._token.get()}"}
        url = f"{self._base}/open-apis/im/v1/messages"
        answer = await exchange("POST", url, params={"receive_id_type": "user_id"}, headers=headers, json=body)
        code = answer.get("code", -1)
        if code in NO_TOKEN:
            self._token.forget()
        if code != 0:
            raise PortError(f"Feishu answers {code}: {answer.get('msg', '')}"[:300], for_good=code in NOBODY)

    async def _ask_token(self) -> tuple[str, float]:
        asked = {"app_id": self._app, "app_secret": self._secret}
        url = f"{self._base}/open-apis/auth/v3/tenant_access_token/internal"
        answer = await exchange("POST", url, json=asked)
        if answer.get("code", 0) != 0 or "tenant_access_token" not in answer:
            raise PortError(f"Feishu gives no token: {answer.get('code')} {answer.get('msg', '')}"[:300])
        return str(answer["tenant_access_token"]), float(answer.get("expire", 7200))


def _card(letter: Letter) -> dict[str, object]:
    button = {
        "tag": "button", "type": "primary", "url": letter.link,
        "text": {"tag": "plain_text", "content": letter.button},
    }  # fmt: skip
    return {
        "header": {"title": {"tag": "plain_text", "content": letter.title}},
        "elements": [
            {"tag": "div", "text": {"tag": "plain_text", "content": letter.card}},
            {"tag": "action", "actions": [button]},
        ],
    }
