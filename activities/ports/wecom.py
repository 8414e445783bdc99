"""WeCom (企业微信): text cards of an application to its users."""

from activities.ports.calls import Token, exchange
from activities.ports.letter import Letter, PortError

NO_TOKEN = (40014, 41001, 42001)
NOBODY = (60111, 81013, 40031)


class WeComPort:
    """An application of a company; addresses are user ids."""

    def __init__(self, base: str, corporation: str, agent: int, secret: str) -> None:
        self._base = base.rstrip("/")
        self._corporation = corporation
        self._agent = agent
        self._secret = secret
        self._token = Token(self._ask_token)

    async def send(self, address: str, letter: Letter) -> None:
        """Send a card."""
        body = {
            "touser": address,
            "msgtype": "textcard",
            "agentid": self._agent,
            "textcard": {
                "title": letter.title[:128], "description": letter.card[:512], "url": letter.link,
                "btntxt": letter.button[:12],
            },
            "enable_duplicate_check": 1,
            "duplicate_check_interval": 1800,
        }  # fmt: skip
        url = f"{self._base}/cgi-bin/message/send"
        answer = await exchange("POST", url, params={"access_token": await self._token.get()}, json=body)
        code = answer.get("errcode", -1)
        if code in NO_TOKEN:
            self._token.forget()
        if code != 0:
            raise PortError(f"WeCom answers {code}: {answer.get('errmsg', '')}"[:300], for_good=code in NOBODY)
        if answer.get("invaliduser"):
            raise PortError(f"WeCom knows no user {address}", for_good=True)

    async def _ask_token(self) -> tuple[str, float]:
        asked = {"corpid": self._corporation, "corpsecret": self._secret}
        answer = await exchange("GET", f"{self._base}/cgi-bin/gettoken", params=asked)
        if answer.get("errcode", 0) != 0 or "access_token" not in answer:
            raise PortError(f"WeCom gives no token: {answer.get('errcode')} {answer.get('errmsg', '')}"[:300])
        return str(answer["access_token"]), float(answer.get("expires_in", 7200))
