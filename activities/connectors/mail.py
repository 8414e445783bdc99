"""mail.send: a mail to addresses outside, or to people inside by their id."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from activities.connectors.registry import Call, Connector, ConnectorError, connector


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. `encryption`: `none`, `starttls` or `tls`."""

    host: str
    port: int
    sender: str
    encryption: str = "starttls"
    user: str | None = None
    password: SecretStr | None = None

    async def send(self, message: EmailMessage) -> None:
        """Hand it in; raises `aiosmtplib.SMTPException` or `OSError`."""
        await aiosmtplib.send(
            message,
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password.get_secret_value() if self.password else None,
            use_tls=self.encryption == "tls",
            start_tls=self.encryption == "starttls",
            timeout=20,
        )


class Letter(BaseModel):
    """A mail. `to` and `cc`: addresses, or ids of people."""

    model_config = ConfigDict(extra="forbid")

    to: list[str] | str
    subject: str = Field(max_length=500)
    text: str = ""
    cc: list[str] | str = Field(default_factory=list)


class Sent(BaseModel):
    """The mail was taken over by the mail server."""

    message_id: str
    to: list[str]


def mail_connector(server: MailServer | None) -> Connector:
    """`mail.send` by this server; without one every mail is the error `no-mail-server`."""

    @connector("mail.send")
    async def send(letter: Letter, call: Call) -> Sent:
        """Send a mail. The same step gives the same message id, by which mail programs drop a double."""
        if server is None:
            raise ConnectorError("no-mail-server", "Expected a mail server in the settings, but there is none")
        to, cc = await _addresses(letter.to, call), await _addresses(letter.cc, call)
        message = letter_of(server.sender, to, letter.subject, letter.text, key=call.key, cc=cc)
        message["Date"] = format_datetime(call.at)
        await server.send(message)
        return Sent(message_id=message["Message-ID"], to=[*to, *cc])

    return send


def letter_of(
    sender: str, to: Sequence[str], subject: str, text: str, *, key: str, cc: Sequence[str] = ()
) -> EmailMessage:
    """A mail; its message id is made from `key`."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ", ".join(to)
    if cc:
        message["Cc"] = ", ".join(cc)
    message["Subject"] = " ".join(subject.split())
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"
    message.set_content(text)
    return message


async def _addresses(written: list[str] | str, call: Call) -> list[str]:
    names = [written] if isinstance(written, str) else written
    company = await call.store.company()
    found = []
    for name in names:
        person = company.directory.people.get(name) if company and "@" not in name else None
        address = name if "@" in name else person.email if person else None
        if not address:
            raise ConnectorError("no-address", f"Expected an address for {name}, but none is known")
        found.append(address)
    return found
