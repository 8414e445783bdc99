"""Freezing histories: what was made by the rules of one revision must replay for ever.

`python -m proving freeze` plays the stories on a real server and keeps their histories in `tests/replay/histories/`,
one file for each run of a case: `v<revision>-<story>-<case>-<run>.json`. A file that is there is never written again.
"""

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded
from engine.runtime import revisions
from proving.office import Office, open_office
from proving.stories import STORIES, Story
from workflows.replaying import histories_of

HISTORIES = Path(__file__).parent.parent / "tests" / "replay" / "histories"
TURNS_A_RUN = 5


async def freeze(folder: Path = HISTORIES, stories: Mapping[str, Story] = STORIES) -> list[Path]:
    """Play the stories and keep what is new; gives the files written."""
    with TemporaryDirectory(prefix="banjie-freeze-") as scratch:
        async with (
            embedded.temporal_server(Path(scratch) / "server", synchronous="NORMAL") as address,
            open_office(address, Path(scratch) / "office", turns_a_run=TURNS_A_RUN, command_timeout=60.0) as office,
        ):
            kept = await asyncio.gather(*(_keep(office, name, story, folder) for name, story in stories.items()))
    return [path for paths in kept for path in paths]


async def _keep(office: Office, name: str, story: Story, folder: Path) -> list[Path]:
    written = []
    for workflow_id in await story(office):
        for run, history in enumerate(await histories_of(office.client, workflow_id), 1):
            case = re.sub(r"[^a-z0-9]+", "-", workflow_id.lower())
            path = folder / f"v{revisions.CURRENT}-{name}-{case}-{run}.json"
            if not path.exists():
                path.write_text(history.to_json(), encoding="utf-8")
                written.append(path)
    return written
