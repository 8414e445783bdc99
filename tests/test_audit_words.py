"""Whatever is in the record of what people did is said in Chinese and in English."""

from typing import get_args

import pytest

from api import audit_told as told
from api.shapes.audit import AuditKind
from api.shapes.verbs import verb_of
from engine.administering.accounts import Deed
from engine.people.administered import Kind
from engine.runtime import commands as c
from store.audit import SOURCES


@pytest.mark.parametrize("kind", [*get_args(Deed), *get_args(Kind)])
def test_what_is_done_to_accounts_and_people_has_words(kind: str) -> None:
    assert kind in told.KINDS, f"nobody has said what '{kind}' is"


@pytest.mark.parametrize("command", get_args(c.Command), ids=verb_of)
def test_what_is_done_in_cases_has_words(command: type) -> None:
    assert verb_of(command) in told.VERBS_TOLD


def test_each_list_has_a_name_in_a_sheet_and_sentences() -> None:
    assert set(SOURCES) == set(get_args(AuditKind)) == set(told.LISTS)
