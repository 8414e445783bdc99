"""References to files of the document store, which are all that a case holds of them: `{digest, name, size, type}`."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Reference = dict[str, Any]


def references_in(value: Any) -> Iterator[Reference]:
    """All references to files in some JSON."""
    if isinstance(value, Mapping):
        if "digest" in value and "name" in value:
            yield dict(value)
        else:
            for part in value.values():
                yield from references_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from references_in(part)


def carried(value: Any) -> Any:
    """A calculated value with the references in it as they are kept: of rules all numbers are decimals, sizes too."""
    if isinstance(value, Mapping):
        whole = isinstance(value.get("size"), Decimal) and "digest" in value
        return {key: int(part) if whole and key == "size" else carried(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [carried(part) for part in value]
    return value


def digests_in(value: Any) -> list[str]:
    """The digests of these, each once."""
    found = (one["digest"] for one in references_in(value))
    return list(dict.fromkeys(one for one in found if isinstance(one, str) and is_digest(one)))


def is_digest(text: str) -> bool:
    """Whether this is a SHA-256 as it is written here: 64 small hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


_DIGEST = re.compile(r"[0-9a-f]{64}")
