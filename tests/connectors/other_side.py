"""A system on the other side: it does what the path of a request asks of it, and remembers what it was asked."""

import asyncio
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse

SEEN: list[dict[str, Any]] = []
"""What the other side was asked, newest last."""


def other_side() -> FastAPI:
    """Answers by what the path says."""
    app = FastAPI()

    @app.api_route("/{way:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def anything(way: str, request: Request) -> Response:
        body = await request.body()
        SEEN.append({"method": request.method, "way": way, "headers": dict(request.headers), "body": body.decode()})
        return await answer(way, request)

    return app


async def answer(way: str, request: Request) -> Response:
    match way.split("/"):
        case ["number"]:
            return Response('{"price": 19.99, "weight": 0.1234567890123456789}', media_type="application/json")
        case ["text"]:
            return PlainTextResponse("好")
        case ["nothing"]:
            return Response(status_code=204)
        case ["broken-json"]:
            return Response("{", media_type="application/json")
        case ["no-number"]:
            return Response('{"price": NaN}', media_type="application/json")
        case ["deep"]:
            return Response("[" * 100_000 + "]" * 100_000, media_type="application/json")
        case ["error", code]:
            return JSONResponse({"error": code, "message": "too far away"}, status_code=422)
        case ["status", status]:
            return JSONResponse({}, status_code=int(status))
        case ["slow"]:
            await asyncio.sleep(5)
        case ["large"]:
            return StreamingResponse((b" " * 100_000 for _ in range(20)), media_type="application/json")
        case ["away"]:
            return RedirectResponse("http://localhost.example/number", status_code=302)
        case ["moved"]:
            return RedirectResponse("/number", status_code=307)
        case ["seen-other"]:
            return RedirectResponse("/number", status_code=303)
        case ["circle"]:
            return RedirectResponse("/circle", status_code=302)
    return JSONResponse({"number": "SF-1", "query": dict(request.query_params)})
