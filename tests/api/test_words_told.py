"""How values are told: money with its sign and its groups of three digits."""

import pytest

from api.words_told import money_text


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("123456789012.34", "CNY", "¥123,456,789,012.34"),
        ("-5", "SEK", "SEK -5.00"),
        ("1234.5", None, "1,234.50"),
        ("20", "=currency", "20.00"),
        ("about five", "CNY", "about five"),
    ],
)
def test_money_is_told_as_people_read_it(amount: str, currency: str | None, said: str) -> None:
    assert money_text(amount, currency) == said
