"""``POST /api/inquiries``: a question for a person, from a program; the receipt number is what comes back."""

import base64
import binascii

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.app.desk import Desk
from assistant.casework import Contact, Inquiry
from assistant.errors import InputError
from assistant.web.limiter import AddressLimiter

MOST_FILES, MOST_BYTES = 5, 5_000_000
"""Attachments of one inquiry, and their size together before base64."""
PER_MINUTE = 6
"""Inquiries that one address may hand in: a person reads each."""


class AttachmentBody(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1, max_length=200)
    content: str


class InquiryBody(BaseModel):
    """``consent`` must be true: staff may read this and answer to ``email`` or ``phone``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(max_length=20_000)
    subject: str = Field(default="", max_length=300)
    language: str | None = None
    name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=200)
    organisation: str = Field(default="", max_length=200)
    consent: bool = False
    attachments: list[AttachmentBody] = Field(default=[], max_length=MOST_FILES)


def add_inquiries(api: FastAPI, desk: Desk) -> None:
    """The route, on the application that is mounted at ``/api``; it words errors of ours."""
    limiter, slots = AddressLimiter(PER_MINUTE), CapacityLimiter(1)

    @api.post("/inquiries", status_code=201)
    async def take(body: InquiryBody, request: Request) -> JSONResponse:
        spoken = body.language or "en"
        if not limiter.admits(request.client.host if request.client else ""):
            sentence = desk.phrases.say(spoken, "error.too_fast")
            return JSONResponse({"error": sentence}, status_code=429, headers={"Retry-After": "60"})
        if not body.consent:
            raise InputError(f"consent: {desk.phrases.say(spoken, 'person.agree_first')}")
        if body.language is not None and body.language not in desk.phrases.languages:
            raise InputError(f"language: {body.language!r} is none of {', '.join(desk.phrases.languages)}; leave it out instead.")
        files = _files(body.attachments)
        contact = Contact(*(" ".join(part.split()) for part in (body.name, body.email, body.phone, body.organisation)))
        if contact.email and ("@" not in contact.email or " " in contact.email):
            raise InputError("email: this is no e-mail address.")

        def run() -> Inquiry:
            return desk.receive(body.text, body.subject, body.language, contact, files)

        inquiry = await to_thread.run_sync(run, limiter=slots)
        read = desk.store.attachments(inquiry.id)
        return JSONResponse(
            {
                "receipt": inquiry.id,
                "state": "received",
                "created": inquiry.created.isoformat(timespec="seconds"),
                "language": inquiry.language,
                "due": inquiry.due.isoformat() if inquiry.due else None,
                "attachments": [{"name": a.name, "read": a.reason is None, "reason": a.reason} for a in read],
                "reply": f"/receipt?lang={desk.phrases.nearest(inquiry.language)}",
            },
            status_code=201,
        )


def _files(attachments: list[AttachmentBody]) -> list[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    for attachment in attachments:
        try:
            content = base64.b64decode(attachment.content, validate=True)
        except (binascii.Error, ValueError) as error:
            raise InputError(f"attachments: the content of {attachment.name!r} is not base64.") from error
        files.append((attachment.name, content))
    if sum(len(content) for _, content in files) > MOST_BYTES:
        raise InputError(f"attachments: together they may have at most {MOST_BYTES // 1_000_000} MB.")
    return files
