"""DingTalk (钉钉): work notices of an application to its users, as action cards."""

from activities.ports.calls import Token, exchange
from activities.ports.letter import Letter, PortError

NO_TOKEN = (40014, 42001, 88)


class DingTalkPort:
    """An application of a company; addresses are user ids. `base` serves tokens, `old_base` the work notices."""

    def __init__(self, base: str, old_base: str, key: str, secret: str, agent: int) -> None:
        self._base = base.rstrip("/")
        self._old_base = old_base.rstrip("/")
        self._key = key
        self._secret = secret
        self._agent = agent
        self._token = Token(self._ask_token)

    async def send(self, address: str, letter: Letter) -> None:
        """Send a card."""
        card = {
            "title": letter.title, "markdown": f"### {letter.title}\n\n{letter.card}", "single_title": letter.button,
            "single_url": letter.link,
        }  # fmt: skip
        body = {
            "agent_id": self._agent,
            "userid_list": address,
            "msg": {"msgtype": "action_card", "action_card": card},
        }
        url = f"{self._old_base}/topapi/message/corpconversation/asyncsend_v2"
        answer = await exchange("POST", url, params={"access_token": await self._token.get()}, json=body)
        code = answer.get("errcode", -1)
        if code in NO_TOKEN:
            self._token.forget()
        if code != 0:
            raise PortError(f"DingTalk answers {code}: {answer.get('errmsg', '')}"[:300], for_good=code == 33012)

    async def _ask_token(self) -> tuple[str, float]:
        asked = {"appKey": self._key, "appSecret": self._secret}
        answer = await exchange("POST", f"{self._base}/v1.0/oauth2/accessToken", json=asked)
        if "accessToken" not in answer:
            raise PortError(f"DingTalk gives no token: {answer.get('code', '')} {answer.get('message', '')}"[:300])
        return str(answer["accessToken"]), float(answer.get("expireIn", 7200))
