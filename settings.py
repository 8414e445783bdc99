"""All configuration, typed. Read from the environment (prefix `BANJIE_`) or from a file `.env`; nothing else reads it.

`python -m settings` prints the table of `docs/settings.md`.
"""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.calendars.zones import zone_named
from engine.model.file_kinds import KINDS


def _known_zone(name: str) -> str:
    if zone_named(name) is None:
        raise ValueError(f"expected a zone like Asia/Shanghai, but found '{name[:100]}'")
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]
"""A time zone by its IANA name."""


class Secret(BaseModel):
    """A secret that connectors may use by its name. `hosts` are the only ones it is ever sent to."""

    value: SecretStr
    hosts: list[str] = Field(min_length=1)


class Mail(BaseModel):
    """The mail server. Without `host` no mail is sent; what would have gone by mail is done by hand."""

    host: str | None = None
    port: int = Field(default=587, ge=1, le=65535)
    user: str | None = None
    password: SecretStr | None = None
    sender: str = "banjie@localhost"
    encryption: Literal["none", "starttls", "tls"] = "starttls"


class S3(BaseModel):
    """A bucket for the document store. Without `bucket` it is a folder."""

    bucket: str | None = None
    endpoint: str | None = None
    region: str = "us-east-1"
    key_id: str | None = None
    secret: SecretStr | None = None
    prefix: str = ""
    addressing: Literal["path", "virtual"] = "path"

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if self.bucket is not None and (self.key_id is None or self.secret is None):
            raise ValueError(f"Expected `key_id` and `secret` for the bucket {self.bucket}, but one is missing")
        return self


class OpenIdConnect(BaseModel):
    """An identity provider that people may sign in at. Without `issuer` there is none."""

    issuer: str | None = None
    client_id: str = ""
    client_secret: SecretStr | None = None
    name: str = "OpenID Connect"
    scopes: str = "openid email profile"


class WeCom(BaseModel):
    """An application of WeCom (企业微信) that sends cards to users; set up when `corporation` is given."""

    corporation: str = ""
    agent: int = 0
    secret: SecretStr = SecretStr("")
    base: str = "https://qyapi.weixin.qq.com"


class DingTalk(BaseModel):
    """An application of DingTalk (钉钉) that sends work notices; set up when `key` is given."""

    key: str = ""
    secret: SecretStr = SecretStr("")
    agent: int = 0
    base: str = "https://api.dingtalk.com"
    old_base: str = "https://oapi.dingtalk.com"


class Feishu(BaseModel):
    """An application of Feishu (飞书) that sends cards to users; set up when `app` is given."""

    app: str = ""
    secret: SecretStr = SecretStr("")
    base: str = "https://open.feishu.cn"


class Webhook(BaseModel):
    """An address that gets every notice as signed JSON; set up when `url` is given."""

    url: str = ""
    secret: SecretStr = SecretStr("")


class Settings(BaseSettings):
    """An installation. Every name below is an environment variable: `BANJIE_TEMPORAL_ADDRESS`, `BANJIE_MAIL__HOST`."""

    model_config = SettingsConfigDict(
        env_prefix="BANJIE_", env_nested_delimiter="__", env_file=".env", extra="ignore", frozen=True
    )

    var: Path = Field(default=Path("var"), description="The folder an installation on one machine keeps everything in.")
    temporal_address: str = Field(default="127.0.0.1:7233", description="Host and port of the Temporal server.")
    temporal_namespace: str = Field(default="default", description="The Temporal namespace of this installation.")
    task_queue: str = Field(default="banjie", description="The one workflow queue of the installation.")
    store_url: str | None = Field(
        default=None, description="`sqlite:///file` or `postgresql://…`; left out: `banjie.sqlite` in the folder `var`."
    )
    store_pool: int = Field(default=10, ge=1, description="Connections to the database that one worker holds.")
    zone: Zone = Field(default="Asia/Shanghai", description="The time zone of the company: numbers, dates, mails.")
    connectors: list[str] = Field(
        default_factory=list, description="Modules with connectors of your own, as a JSON list of import names."
    )
    secrets: dict[str, Secret] = Field(
        default_factory=dict,
        description="Secrets by name, as JSON: the value, and the hosts it may be sent to. Never in data or logs.",
    )
    http_hosts: list[str] = Field(
        default_factory=list,
        description="Hosts that steps may call over http, as a JSON list; left out: all that are not on the machine's"
        " own link, where clouds give out credentials.",
    )
    mail: Mail = Field(
        default_factory=Mail, description="The mail server: `BANJIE_MAIL__HOST`, `…__PORT`, `…__USER`, …"
    )
    wecom: WeCom = Field(
        default_factory=WeCom, description="WeCom (企业微信): `BANJIE_WECOM__CORPORATION`, `…__AGENT`, `…__SECRET`."
    )
    dingtalk: DingTalk = Field(
        default_factory=DingTalk, description="DingTalk (钉钉): `BANJIE_DINGTALK__KEY`, `…__SECRET`, `…__AGENT`."
    )
    feishu: Feishu = Field(default_factory=Feishu, description="Feishu (飞书): `BANJIE_FEISHU__APP`, `…__SECRET`.")
    webhook: Webhook = Field(
        default_factory=Webhook, description="A webhook for all notices: `BANJIE_WEBHOOK__URL`, `…__SECRET`."
    )
    stand_in_setters: list[str] = Field(
        default=["hr"], description="Roles whose holders may set anybody's stand-in, as a JSON list."
    )
    seal_askers: list[str] = Field(
        default=["system-administrator"],
        description="Roles whose holders may ask for a sealed case to be opened to them, as a JSON list.",
    )
    seal_openers: list[str] = Field(
        default=["legal-head"], description="Roles whose holders may confirm that, as the second person."
    )
    http_proxy: str | None = Field(default=None, description="A proxy for the http connectors; name the hosts then.")
    files: Path | None = Field(
        default=None, description="The folder of the document store; left out: `files` in the folder `var`."
    )
    s3: S3 = Field(
        default_factory=S3,
        description="A bucket of S3 in the place of that folder: `BANJIE_S3__BUCKET`, `…__KEY_ID`, `…__SECRET`, …",
    )
    file_types: list[str] = Field(
        default_factory=lambda: [*KINDS], description="Kinds of files that are taken, by ending, as a JSON list."
    )
    file_size: int = Field(default=50, ge=1, le=2000, description="The most a file may have, in MB.")
    payload_keys: dict[str, SecretStr] = Field(
        default_factory=dict,
        description="Keys that encrypt what Temporal stores, by key id, each 32 bytes in base64; the last one writes.",
    )
    command_timeout: float = Field(default=10.0, gt=0, description="Seconds a command waits before it is *pending*.")
    slots: int = Field(default=0, ge=0, description="Activities at once in one worker; 0: eight for each core.")
    workflow_tasks: int = Field(
        default=0, ge=0, description="Workflow tasks at once; 0: two for each core, at least 4."
    )
    turns_a_run: int = Field(default=250, ge=2, description="Turns after which a case at rest gets a new history.")
    cached_cases: int = Field(default=1000, ge=10, description="Cases a worker keeps in memory.")
    api_host: str = Field(default="127.0.0.1", description="The address the API and the pages are served at.")
    api_port: int = Field(default=8080, ge=0, le=65535, description="The port they are served at; 0: a free one.")
    publish_by_two: bool = Field(
        default=True, description="A definition is published on the pages by two people, where two answer for it."
    )
    public_url: str | None = Field(
        default=None, description="The address people reach it at, as `https://banjie.example.com`; for links."
    )
    hosts: list[str] = Field(
        default_factory=list, description="Names it answers to, as a JSON list; left out: that of `public_url`, or any."
    )
    trusted_proxies: list[str] = Field(
        default_factory=list, description="Addresses of proxies whose `X-Forwarded-…` counts, as a JSON list."
    )
    session_idle: float = Field(default=480.0, gt=0, description="Minutes a session lasts that nobody uses.")
    session_longest: float = Field(default=168.0, gt=0, description="Hours a session lasts at all.")
    oidc: OpenIdConnect = Field(
        default_factory=OpenIdConnect,
        description="An identity provider: `BANJIE_OIDC__ISSUER`, `…__CLIENT_ID`, `…__CLIENT_SECRET`, `…__NAME`.",
    )
    demonstration: bool = Field(
        default=False, description="Lists accounts that anybody may use on the sign-in page. Never for real work."
    )
    reads_a_minute: int = Field(default=1200, ge=1, description="Requests that read, a minute, of one person.")
    writes_a_minute: int = Field(default=240, ge=1, description="Requests that change something, of one person.")
    strangers_a_minute: int = Field(
        default=300, ge=1, description="Requests a minute from one address of those who are not signed in."
    )
    request_size: int = Field(default=2, ge=1, le=100, description="The most a request without files may have, in MB.")
    request_time: float = Field(default=30.0, gt=0, description="Seconds within which an answer begins.")
    news_after: float = Field(
        default=60.0, ge=0, description="Seconds a new task has to be seen on the pages before somebody is told of it."
    )
    grace: float = Field(default=10.0, ge=0, description="Seconds a worker that stops lets running calls finish.")
    sweep_every: float = Field(default=1.0, gt=0, description="Seconds between two looks at outbox and commands.")
    unsealed_after: float = Field(default=2.0, ge=0, description="Seconds after which a last turn is confirmed.")
    resting_after: float = Field(
        default=600.0, ge=0, description="Seconds a case stands still before its record is held against its history."
    )
    short_limits: int = Field(
        default=3, ge=0, description="Lapsed limits under five minutes that tell the superior together; 0: never."
    )
    short_limits_within: float = Field(
        default=1800.0, gt=0, description="Seconds within which so many of one step and superior make a notice."
    )
    resend_after: float = Field(
        default=15.0, ge=0, description="Seconds after which an unanswered command is sent again."
    )
    figures_of_people: bool = Field(
        default=True, description="Superiors see how much each of their people holds and finishes; off: groups only."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="What is logged.")
    log_format: Literal["text", "json"] = Field(
        default="text", description="Logs for people, or one JSON object a line."
    )

    @property
    def database(self) -> str:
        """Where the store is."""
        return self.store_url or f"sqlite:///{(self.var / 'banjie.sqlite').resolve()}"

    @property
    def file_folder(self) -> Path:
        """Where the document store is."""
        return self.files or self.var / "files"

    @property
    def activity_slots(self) -> int:
        """Activities, and local activities, at once."""
        return self.slots or 8 * _cores()

    @property
    def workflow_slots(self) -> int:
        """Workflow tasks at once; cold replays of many cases must not take each other the two seconds they have."""
        return self.workflow_tasks or max(4, 2 * _cores())


def _cores() -> int:
    return os.cpu_count() or 1


def table() -> str:
    """The settings as a table for the documentation."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = "" if default in (None, {}, []) or isinstance(default, BaseModel | list) else f"`{default}`"
        rows.append(f"| `BANJIE_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
