"""The description of the API as OpenAPI 3.1: `python -m api.openapi` prints it."""

import json
from typing import Any, cast

from api.application import application
from api.office import Office


def description() -> dict[str, Any]:
    """The OpenAPI document; it needs no installation."""
    return application(cast(Office, None)).openapi()


if __name__ == "__main__":
    print(json.dumps(description(), ensure_ascii=False, indent=2))
