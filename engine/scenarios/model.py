"""What a scenario file says, as typed data (`language.md` section 11)."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from engine.model.base import Address, Id, Model, Text
from engine.scenarios.acts import Entry
from engine.scenarios.cast import OtherCase, Person, PersonId, Wire, Words
from engine.scenarios.outcomes import Then

ACCEPTANCE = r"^[a-z][a-z0-9-]*#[0-9]+[a-z]?$"


class Finished(Model):
    """How a called process ends in a scenario: its end state, and its outputs."""

    end: Address
    with_: Wire = Field(default_factory=dict, alias="with")


class Given(Model):
    """The world a story begins in. Laid over the organisation, the settings' defaults and the connectors."""

    people: dict[PersonId, Person] = Field(default_factory=dict, description="laid over the organisation")
    settings: dict[Id, Any] = Field(default_factory=dict)
    data: Wire = Field(default_factory=dict, description="handed in at the start")
    services: dict[str, Any] = Field(
        default_factory=dict, description="connector or step id to its answer, or to {error: code}; the step id wins"
    )
    processes: dict[str, Finished | Literal["run"]] = Field(
        default_factory=dict, description="process or step id to {end, with}, or `run`: the real one"
    )

    cases: dict[str, OtherCase] = Field(default_factory=dict, description="other cases there are, by business key")

    def under(self, over: "Given") -> "Given":
        """This one with another laid over it: by field, setting, service, process, case, and what is said of
        a person."""
        merged = {key: {**getattr(self, key), **getattr(over, key)} for key in type(self).model_fields}
        for key, person in over.people.items():
            if key in self.people:
                said = {name: getattr(person, name) for name in person.model_fields_set}
                merged["people"][key] = self.people[key].model_copy(update=said)
        return self.model_copy(update=merged)


class Scenario(Model):
    """One story: what is given, what happens, what must then be so."""

    scenario: Id
    name: Text | None = None
    acceptance: Words = Field(default_factory=list, description="the acceptance scenarios of the catalogue it shows")
    given: Given = Field(default_factory=Given)
    when: list[Entry] = Field(min_length=1)
    then: Then | None = None

    @model_validator(mode="after")
    def _begins_with_a_start(self) -> Self:
        if self.when[0].act != "start":
            raise ValueError("the first entry of `when` starts the case")
        return self


class ScenarioFile(Model):
    """The scenarios of one process, with what is given to all of them."""

    process: Address
    given: Given = Field(default_factory=Given)
    scenarios: list[Scenario] = Field(min_length=1)


__all__ = ["ACCEPTANCE", "Finished", "Given", "Scenario", "ScenarioFile"]
