"""Mail: the letter as text and as HTML, with a link."""

from html import escape

import aiosmtplib

from activities.connectors.mail import MailServer, letter_of
from activities.ports.letter import Letter, PortError

REFUSED_FOR_GOOD = range(500, 600)


class MailPort:
    """Hands letters to the mail server. The same key is the same message id, by which mail programs drop a double."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, address: str, letter: Letter) -> None:
        """Send it to an address."""
        text = f"{letter.body}\n\n{letter.button}: {letter.link}\n" if letter.link else letter.body
        message = letter_of(self._server.sender, [address], f"[办结] {letter.title}", text, key=letter.key)
        if letter.link:
            message.add_alternative(_as_html(letter), subtype="html")
        try:
            await self._server.send(message)
        except aiosmtplib.SMTPResponseException as refused:
            said = f"the mail server answers {refused.code}: {refused.message}"
            raise PortError(said, for_good=refused.code in REFUSED_FOR_GOOD) from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            raise PortError(f"the mail server cannot be reached: {away}") from away


def _as_html(letter: Letter) -> str:
    paragraphs = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in letter.body.split("\n\n"))
    button = (
        f'<p><a href="{escape(letter.link, quote=True)}" style="display:inline-block;padding:10px 20px;'
        f'background:#1f6f54;color:#fff;text-decoration:none;border-radius:6px">{escape(letter.button)}</a></p>'
    )
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{paragraphs}{button}</body></html>'
