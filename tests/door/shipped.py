"""The company of `definitions/`, for tests of the door that need departments, roles and calendars."""

from pathlib import Path

from store.company import Company, load_company

DEFINITIONS = Path(__file__).parents[2] / "definitions"
COMPANY: Company = load_company(DEFINITIONS)
