"""Who acts."""

from cli.endings import WrongUse


def acting(person: str | None) -> str:
    """The person named by `--as`; ends with code 2 when nobody is."""
    if not person:
        raise WrongUse(
            "nobody-acts", "Expected to know who acts, but neither `--as PERSON` nor BANJIE_AS says it.",
            hint="`starter.py doctor` counts the people; definitions/organisation.yaml names them.",
        )  # fmt: skip
    return person
