from typing import Any

import pytest

from tests.expressions.evaluating import value_of, warnings_of


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "verdict"),
    [
        ("abracadabra", "bra", "", True),
        ("abracadabra", "^a.*a$", "", True),
        ("abracadabra", "^bra", "", False),
        ("a\nb", "a.b", "", False),
        ("a\nb", "a.b", "s", True),
        ("a\nb", "^b$", "", False),
        ("a\nb", "^b$", "m", True),
        ("HELLO", "hello", "", False),
        ("HELLO", "h[a-f]llo", "i", True),
        ("hello world", "hello\\ sworld", "x", True),
        ("a.b", "a.b", "q", True),
        ("axb", "a.b", "q", False),
        ("SF123", "^[A-Z]{2}\\d{3,}$", "", True),
        ("SF12", "^[A-Z]{2}\\d{3,}$", "", False),
        ("王芳", "^\\p{Lo}{2}$", "", True),
        ("x", "[a-z-[aeiou]]", "", True),
        ("e", "[a-z-[aeiou]]", "", False),
        ("abab", "^(ab)\\1$", "", True),
        ("", "", "", True),
        ("a|b", "a\\|b", "", True),
        ("color", "colou?r", "", True),
        ("ac", "a(b|)c", "", True),
    ],
)
def test_patterns_match_as_in_xpath(text: str, pattern: str, flags: str, verdict: bool) -> None:
    assert value_of("matches(t, p, f)", t=text, p=pattern, f=flags) is verdict


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "result"),
    [
        ("abracadabra", "bra", "*", "a*cada*"),
        ("abracadabra", "a.*a", "*", "*"),
        ("abracadabra", "a.*?a", "*", "*c*bra"),
        ("abracadabra", "a(.)", "a$1$1", "abbraccaddabbra"),
        ("AAAA", "A+", "b", "b"),
        ("AAAA", "A+?", "b", "bbbb"),
        ("darted", "^(.*?)d(.*)$", "$1c$2", "carted"),
        ("a1", "1", "\\$", "a$"),
        ("ab", "(a)|b", "[$1]", "[a][]"),
    ],
)
def test_replacing(text: str, pattern: str, replacement: str, result: str) -> None:
    assert value_of("replace(t, p, r)", t=text, p=pattern, r=replacement) == result


def test_splitting() -> None:
    assert value_of("split(t, d)", t="a, b;c", d="[,;]\\s*") == ["a", "b", "c"]
    assert value_of("split(t, d)", t="", d=",") == [""]


@pytest.mark.parametrize(
    "pattern",
    ["(", "[a", "a**", "*a", "a{2,1}", "\\2(a)", "(?=a)", "\\q", "[z-a]", "a{9999999999}", "(a\\1)", "[a-c-e]"],
)
def test_what_is_no_pattern_gives_null_with_a_reason(pattern: str) -> None:
    assert value_of("matches(t, p)", t="a", p=pattern) is None
    assert warnings_of("matches(t, p)", t="a", p=pattern)[0].startswith("`matches`: Expected")


@pytest.mark.parametrize(("pattern", "replacement"), [("x*", "-"), ("a", "$"), ("a", "\\n")])
def test_replacements_that_make_no_sense_give_null(pattern: str, replacement: str) -> None:
    assert value_of("replace(t, p, r)", t="abc", p=pattern, r=replacement) is None


def test_flags_that_nobody_knows_give_null() -> None:
    flags: Any = "z"
    assert value_of('matches("a", "a", f)', f=flags) is None
