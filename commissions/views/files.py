"""How a paper is answered: shown in the browser, kept nowhere."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from safeguard.documents.render.word import MEDIA_TYPE


def pdf_file(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        body,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, name) or "inline",
            "Cache-Control": "no-store",
        },
    )


def calendar_entry(body: bytes) -> HttpResponse:
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=meeting.ics", "Cache-Control": "no-store"},
    )


def word_file(body: bytes, name: str) -> HttpResponse:
    """Always handed over as a file: a browser doesn't show it."""
    return HttpResponse(
        body,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Cache-Control": "no-store",
        },
    )
