"""`up`: everything on this machine, in one process with the server as its child, until Ctrl-C."""

import asyncio
import contextlib
import fcntl
import os
import shlex
import signal
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from cli.deploying import checked, connectors, deploy_all
from cli.endings import Refused
from cli.folder import Folder
from cli.options import DEFAULT_DEFINITIONS, DEFAULT_VAR, SPOKEN, Definitions, InLang, Var
from cli.outside import PORT as OUTSIDE_PORT
from cli.outside import WRITTEN, outside
from cli.reach import Installation, forget, noted
from cli.screen import Screen

if TYPE_CHECKING:
    from engine.model.plan import Plan
    from settings import Settings
    from store import Store

TEMPORAL_PORT = 7233
TEMPORAL_UI_PORT = 8233
PAGES_PORT = 8080


@dataclass(frozen=True)
class Ports:
    """Where everything listens, on the loopback. 0: a free port; a port that is taken becomes a free one."""

    temporal: int
    temporal_ui: int
    outside: int
    pages: int


def up(
    port: Annotated[int, typer.Option(help="Port of the Temporal server; 0: a free one.")] = TEMPORAL_PORT,
    ui_port: Annotated[int, typer.Option(help="Port of that server's own pages; 0: a free one.")] = TEMPORAL_UI_PORT,
    pages_port: Annotated[int, typer.Option(help="Port of Banjie's pages and its API; 0: a free one.")] = PAGES_PORT,
    outside_port: Annotated[
        int, typer.Option("--outside-port", help="Port of the stand-ins for shop and stock; 0: a free one, -1: none.")
    ] = OUTSIDE_PORT,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="With accounts anybody may use, and some living cases.")
    ] = False,
    definitions: Definitions = DEFAULT_DEFINITIONS,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Run everything on this machine: server, worker, definitions, pages. Ctrl-C stops all of it; nothing is lost."""
    screen = Screen(lang)
    folder = Folder(definitions, connectors())
    plans = checked(folder, folder.files)
    var.mkdir(parents=True, exist_ok=True)
    from embedded import ServerFailed, ServerMissing

    with _alone(var):
        forget(var)  # of one that was killed
        try:
            ports = Ports(port, ui_port, outside_port, pages_port)
            asyncio.run(_serve(var, folder, plans, ports, screen, demonstration))
        except ServerMissing as missing:
            raise Refused("no-server", str(missing), hint="`make setup` installs it.") from missing
        except ServerFailed as failed:
            raise Refused("server-failed", str(failed)) from failed


@contextmanager
def _alone(var: Path) -> "Iterator[IO[str]]":
    """Only one installation works in a folder; the lock goes with the process, however it ends."""
    with (var / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            running = noted(var)
            where = f" (process {running.pid}, {running.temporal})" if running else ""
            raise Refused(
                "runs-already", f"Expected nothing to run in {var} yet, but an installation does{where}.",
                hint="Use it from another window, or stop it there with Ctrl-C.",
            ) from None  # fmt: skip
        yield lock


async def _serve(
    var: Path, folder: Folder, plans: "dict[Path, Plan]", ports: Ports, screen: Screen, demonstration: bool
) -> None:
    from daemon import log_as
    from embedded import temporal_server
    from settings import Settings
    from store import Store

    stop = _told_to_stop()
    ui = _usable(ports.temporal_ui)
    screen.line("Starting …", "正在启动 …")
    async with temporal_server(var / "temporal", _usable(ports.temporal), ui_port=ui) as address:
        settings = Settings(
            var=var, temporal_address=address, temporal_namespace="default", log_level="warning",
            demonstration=demonstration,
        )  # fmt: skip
        log_as(settings)
        store = await Store.open(settings.database, pool=settings.store_pool)
        try:
            with _outside(ports.outside) as stand_ins:
                await _prepare(store, folder, plans, stand_ins)
                async with _open(settings, store, ports, demonstration) as pages:
                    here = _here(settings, ui, pages)
                    try:
                        _tell(here, stand_ins, len(plans), var, screen)
                        here.note_down(var)
                        await stop.wait()
                    finally:
                        forget(var)
                        screen.line("Stopping; every case stays where it is …", "正在停止，所有流程原样保留 …")
        finally:
            await store.dispose()
    screen.line("Stopped.", "已停止。")


@asynccontextmanager
async def _open(settings: "Settings", store: "Store", ports: Ports, demonstration: bool) -> AsyncIterator[str]:
    """A worker, the API and the pages; gives the address of the pages."""
    from activities.demonstration import furnish_demonstration
    from api.apart import get_ready
    from cli.living import Past, furnish
    from daemon import connect
    from server import PAGES, office, serving
    from worker import running

    get_ready("starter")
    client, past = await connect(settings), Past()
    async with running(settings, client, store, clock=past.begin):
        here = office(settings, client, store)
        async with serving(here, "127.0.0.1", _usable(ports.pages), PAGES if PAGES.is_dir() else None) as address:
            if not demonstration:
                yield address
                return
            await furnish_demonstration(store)
            # The pages are open meanwhile; the cases come to life before one's eyes.
            living = asyncio.create_task(furnish(store, here.cases, here.files, settings.zone, past))
            try:
                yield address
            finally:
                living.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await living


def _told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


def _usable(port: int) -> int:
    """The port asked for when it is free, else a free one."""
    import socket

    from embedded import free_port

    if port > 0:
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    return free_port()


@contextmanager
def _outside(port: int) -> Iterator[str | None]:
    if port < 0:
        yield None
        return
    with outside(port) as address:
        yield address


async def _prepare(store: "Store", folder: Folder, plans: "dict[Path, Plan]", stand_ins: str | None) -> None:
    """Deploy what the folder holds, and let addresses that nobody has changed lead to the stand-ins."""
    await store.put_company(folder.company)
    await deploy_all(store, plans)
    if stand_ins is not None and stand_ins != WRITTEN:
        await lead_to(store, plans.values(), stand_ins)


async def lead_to(store: "Store", plans: "Iterable[Plan]", stand_ins: str) -> None:
    """Let the addresses that stand in the definitions lead to stand-ins at another one."""
    for plan in plans:
        for name, setting in plan.definition.settings.items():
            written = str(setting.default)
            if written.startswith(WRITTEN):
                await store.put_setting(plan.process, name, written.replace(WRITTEN, stand_ins))


def _here(settings: "Settings", ui: int, pages: str) -> Installation:
    return Installation(
        temporal=settings.temporal_address,
        namespace=settings.temporal_namespace,
        store=settings.database,
        pid=os.getpid(),
        temporal_ui=f"http://127.0.0.1:{ui}",
        pages=pages,
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _tell(here: Installation, stand_ins: str | None, processes: int, var: Path, screen: Screen) -> None:
    screen.line("Banjie is running. Ctrl-C stops it.", "办结已启动。按 Ctrl-C 停止。", style="bold green")
    rows = [
        (("open in a browser", "浏览器打开"), (here.pages,) * 2),
        (("definitions", "流程"), (f"{processes} deployed", f"已部署 {processes} 个")),
        (
            ("Temporal server", "Temporal 服务"),
            (
                f"{here.temporal}   its own pages {here.temporal_ui}",
                f"{here.temporal}   自带页面 {here.temporal_ui}",
            ),
        ),
        (("database", "数据库"), (here.store,) * 2),
        (("everything it keeps", "全部数据"), (str(var.resolve()),) * 2),
    ]
    if stand_ins:
        text = (f"{stand_ins}   stand-ins; the settings shop_url and stock_url lead to real ones",
                f"{stand_ins}   模拟系统；在设置 shop_url、stock_url 中填写真实地址")  # fmt: skip
        rows.append((("shop and stock", "店铺与库存"), text))
    for (english, chinese), (said, gesagt) in rows:
        screen.line(f"  {english:<20}  {said}", f"  {screen.padded(chinese, 20)}  {gesagt}")
    screen.line("In another window:", "在另一个窗口里：")
    if var.resolve() != DEFAULT_VAR.resolve():
        screen.line(f"  export BANJIE_VAR={shlex.quote(str(var.resolve()))}")
    for line in _FIRST_STEPS:
        screen.line(f"  python starter.py {line}")


_FIRST_STEPS = (
    """start order-lifecycle --start recorded --data docs/examples/order.json \\
      --with placed_at="$(date -Iseconds)" --as cao-min""",
    "inbox --as cao-min",
    "show TB20260302-0001",
    "stuck",
    "--help",
)
