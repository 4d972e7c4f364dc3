"""Refusals of the API: one shape, in the language that the client asked for."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from safeguard.errors import Conflict, DomainError, Refused
from safeguard.wording import say


class Problem(serializers.Serializer):
    """Why a request was refused. `fields` holds, for each field that is at fault, its reasons."""

    status = serializers.IntegerField()
    error = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """EXCEPTION_HANDLER. None: a fault of ours, which becomes a 500 without a word about what was sent."""
    if isinstance(error, DomainError):
        return _answer(_status(error), say(error), {error.field: [say(error)]} if error.field else {})
    if isinstance(error, Http404 | exceptions.NotFound):
        return _answer(404, _("There is nothing here for this token."), {})
    if isinstance(error, DjangoDenied):
        error = exceptions.PermissionDenied()
    found = exception_handler(error, context)
    if found is None or not isinstance(error, exceptions.APIException):
        return None
    if isinstance(error, exceptions.ValidationError):
        return _answer(400, _("Check the marked fields."), _fields(error.detail))
    return _answer(found.status_code, str(error.detail), {}, found.headers)


def _status(error: DomainError) -> int:
    return 409 if isinstance(error, Conflict) else 403 if isinstance(error, Refused) else 400


def _answer(status: int, message: str, fields: dict[str, list[str]], headers: Any = None) -> Response:
    kept = {
        name: value for name, value in (headers or {}).items() if name in {"WWW-Authenticate", "Retry-After", "Allow"}
    }
    return Response({"status": status, "error": message, "fields": fields}, status=status, headers=kept)


def _fields(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Nested reasons as `victims.0.id`."""
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for key, value in detail.items():
            found |= _fields(value, f"{name}.{key}" if name else str(key))
        return found
    if isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        found = {}
        for number, item in enumerate(detail):
            found |= _fields(item, f"{name}.{number}") if item else {}
        return found
    return {name: [str(item) for item in (detail if isinstance(detail, list) else [detail])]}
