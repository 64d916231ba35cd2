"""``POST /api/ask``: the answer as JSON, for programs."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, InputError
from assistant.records import answer_json, day_of, turns
from assistant.web.backend import Backend


class AskBody(BaseModel):
    """What is asked. ``history`` holds ``{"role", "content"}``, oldest first; ``language`` overrides the question's,
    ``as_of`` (YYYY-MM-DD) asks for the law of that day."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str
    history: list[Any] = []
    language: str | None = None
    as_of: str | None = None


def build_api(backend: Backend) -> FastAPI:
    """The API, to be mounted at ``/api``. Every error is ``{"error": sentence}``."""
    api = FastAPI(title="assistant", docs_url=None, redoc_url=None, openapi_url=None)

    @api.post("/ask")
    async def ask(body: AskBody, request: Request) -> JSONResponse:
        address = request.client.host if request.client else ""
        if not backend.admits(address):
            return _error(429, backend.phrases.say(body.language or "en", "error.too_fast"), {"Retry-After": "60"})
        if backend.full():
            return _error(503, backend.phrases.say(body.language or "en", "ui.busy"), {"Retry-After": "10"})
        day = day_of(body.as_of) if body.as_of else None
        return JSONResponse(answer_json(await backend.ask(body.question, turns(body.history), body.language, day)))

    @api.exception_handler(RequestValidationError)
    async def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        return _error(422, f"{where}: {first['msg']}." if where else f"{first['msg']}.")

    @api.exception_handler(HTTPException)
    async def unserved(_request: Request, error: HTTPException) -> JSONResponse:
        """A body that is no JSON at all, a path that is not there."""
        return _error(error.status_code, f"{error.detail}.")

    @api.exception_handler(AssistantError)
    async def refused(_request: Request, error: AssistantError) -> JSONResponse:
        return _error(422 if isinstance(error, InputError) else 503, str(error))

    return api


def _error(status: int, sentence: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": sentence}, status_code=status, headers=headers)
