"""Nothing typed is lost: an error page offers again what came with the refused request.

Sending again is offered only for what was sent from our own pages. Otherwise a stranger's page could post a form
here and let our error page turn it into a request with a valid token; then the text is shown, to be copied.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError

_SECRET = re.compile(r"pass|secret|token|otp|^code$|credential", re.IGNORECASE)
_LONG = 60
_MOST_BYTES = 20 * 1024 * 1024
_MOST_FIELDS = 1000


@dataclass(frozen=True)
class KeptField:
    """One value as it was typed. `is_shown`: long enough that somebody would mourn it."""

    name: str
    value: str

    @property
    def is_shown(self) -> bool:
        return len(self.value) > _LONG or "\n" in self.value

    @property
    def rows(self) -> int:
        return min(12, 2 + self.value.count("\n") + len(self.value) // 80)


@dataclass(frozen=True)
class Kept:
    """What came with a request. Files can't be kept: the browser gives them only from the person's own hand."""

    action: str
    fields: tuple[KeptField, ...]
    has_files: bool
    may_resend: bool

    @property
    def hidden(self) -> list[KeptField]:
        return [field for field in self.fields if not field.is_shown]

    @property
    def shown(self) -> list[KeptField]:
        return [field for field in self.fields if field.is_shown]


def kept_from(request: HttpRequest) -> Kept | None:
    """None when nothing was posted, nothing can be read, or a secret is among it (a sign-in starts afresh)."""
    if request.method != "POST" or request.path.startswith("/api/"):
        return None
    typed = _typed(request)
    names = [name for name in typed if name != "csrfmiddlewaretoken"]
    if not names or any(_SECRET.search(name) for name in names):
        return None
    fields = tuple(KeptField(name, value) for name in names for value in typed.getlist(name) if value)
    return Kept(request.get_full_path(), fields, _has_files(request), _is_ours(request))


def _typed(request: HttpRequest) -> QueryDict:
    """Django empties `POST` when it has refused a form for its size; an empty one with a body is looked at again."""
    try:
        return request.POST or _typed_too_much(request)
    except (SuspiciousOperation, UnreadablePostError, OSError):
        return _typed_too_much(request)


def _typed_too_much(request: HttpRequest) -> QueryDict:
    """A form over Django's limit is refused unread; up to a harder limit it is read for this page only."""
    typed = QueryDict(mutable=True)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type != "application/x-www-form-urlencoded" or not 0 < length <= _MOST_BYTES:
        return typed
    try:
        body = getattr(request, "_body", None) or request.read(length)
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (ValueError, OSError):
        return typed
    for name, value in pairs:
        typed.appendlist(name, value)
    return typed


def _has_files(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data" and bool(getattr(request, "_files", None))


def _is_ours(request: HttpRequest) -> bool:
    """By what the browser itself says of the page that sent it; without a word from it, no."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()
