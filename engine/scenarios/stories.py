"""From loaded scenarios to stories: the given laid over the company, the processes that may really run."""

from collections.abc import Iterator, Mapping

from engine.calendars import Calendars
from engine.model.plan import Plan
from engine.people import Directory
from engine.scenarios.load import LoadedScenarios
from engine.scenarios.player import Story
from engine.scenarios.stage import Setting
from engine.scenarios.world import given_directory


def stories(
    loaded: LoadedScenarios, plan: Plan, plans: Mapping[str, Plan], directory: Directory, calendars: Calendars
) -> Iterator[Story]:
    """Every scenario of a file as a story of `plan`; `plans` are all there are, by their process."""
    for number, scenario in enumerate(loaded.content.scenarios):
        given = loaded.content.given.under(scenario.given)
        setting = Setting(
            name=f"{plan.process}/{scenario.scenario}",
            plan=plan,
            plans={**plans, plan.process: plan},
            given=given,
            directory=given_directory(directory, given.people),
            calendars=calendars,
        )
        yield Story(loaded, number, setting)
