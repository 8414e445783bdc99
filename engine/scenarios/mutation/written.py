"""From the text of a definition to the report on its mutants."""

from collections.abc import Sequence

from engine.compiler.findings import Findings
from engine.compiler.known import Known
from engine.compiler.normalise import normalised
from engine.compiler.shape import read_definition
from engine.compiler.yaml_text import read_yaml
from engine.people import Directory
from engine.scenarios.mutation.judging import MutationReport, Progress, judge
from engine.scenarios.mutation.mutants import mutants
from engine.scenarios.player import Story


def judge_text(
    text: str, file: str, known: Known, stories: Sequence[Story], directory: Directory, progress: Progress | None = None
) -> MutationReport:
    """Report which changes of a definition its stories notice. The definition compiles, and its stories pass.

    `directory` says which roles there are where there are no stories. `progress` is told, after each mutant, how many
    are done and how many there are.
    """
    rest = read_definition(Findings(read_yaml(text), file))
    assert rest is not None, "the definition has been compiled"
    written = rest.definition
    found = list(mutants(written, stories[0].setting.directory if stories else directory))

    def advance(done: int, missed: int) -> None:
        if progress is not None:
            progress(done, len(found))

    return judge(written, found, stories, lambda one: normalised(one, known), progress=advance)
