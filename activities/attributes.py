"""The search attributes of a case on the Temporal server: one fixed set for the product, given at the start only.

They are never encrypted, so nothing personal is in them. An installation where nobody has registered them works: its
cases are found by workflow type and id, and by everything in Banjie's own lists.
"""

from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

CASE = SearchAttributeKey.for_keyword("BanjieCase")
KEY = SearchAttributeKey.for_keyword("BanjieKey")
DEPARTMENT = SearchAttributeKey.for_keyword("BanjieDepartment")

NAMES = (CASE.name, KEY.name, DEPARTMENT.name)
"""All of type Keyword."""


def attributes_of(case_id: str, business_key: str, department: str) -> TypedSearchAttributes:
    """What a case is found by."""
    return TypedSearchAttributes(
        [
            SearchAttributePair(CASE, case_id),
            SearchAttributePair(KEY, business_key),
            SearchAttributePair(DEPARTMENT, department),
        ]
    )
