"""`GET /cases/`, `/cases/<id>/`, `/deadlines/`: codes, numbers and instants; no name and no sealed word."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response

from cases.enums import CaseStatus, DeadlineState, Kind, Place
from cases.models import Case, Deadline
from cases.selectors.case_page import deadlines_of
from cases.selectors.clocks import definition_of
from cases.selectors.integration import case_of, cases_of, limits_of
from cases.services.record_looks import record_looks
from safeguard.tokens.enums import Scope
from safeguard.tokens.rest.schema import REFUSALS
from safeguard.tokens.rest.views import TokenRequest, TokenView, api_school_view


class CaseRow(serializers.Serializer):
    """A case as codes."""

    id = serializers.UUIDField()
    number = serializers.IntegerField(help_text="Number in the register of cases of the school year")
    school_year = serializers.IntegerField(help_text="The year in which the school year began")
    status = serializers.ChoiceField(choices=CaseStatus)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=Kind))
    place = serializers.ChoiceField(choices=Place)
    received_at = serializers.DateTimeField(help_text="When the head received the first report")
    next_due_at = serializers.DateTimeField(allow_null=True)


class LimitRow(serializers.Serializer):
    """A limit of a case."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    case_number = serializers.IntegerField(source="case.number")
    rule = serializers.CharField(help_text="Key of the rule in the procedure, such as police_notice")
    title = serializers.SerializerMethodField(help_text="The rule's name in the language asked for")
    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=DeadlineState)
    met_at = serializers.DateTimeField(allow_null=True)
    is_default = serializers.BooleanField(help_text="The text gives no number: a default of this product")

    def get_title(self, row: Deadline) -> str:
        rule = definition_of(row.case.procedure).rule(row.rule)
        return rule.title.in_(get_language() or "en")


class CaseDetail(CaseRow):
    """A case with its limits."""

    procedure = serializers.CharField(source="procedure.procedure")
    procedure_version = serializers.CharField(source="procedure.version")
    closed_on = serializers.DateField(allow_null=True)
    deadlines = LimitRow(many=True)


class NewestFirst(CursorPagination):
    page_size = 50
    ordering = ("-received_at", "-id")


class SoonestFirst(CursorPagination):
    page_size = 100
    ordering = ("due_at", "id")


class CasePage(serializers.Serializer):
    """A page; `next` and `previous` are addresses to follow as they are."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CaseRow(many=True)


class LimitPage(serializers.Serializer):
    """A page; `next` and `previous` are addresses to follow as they are."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = LimitRow(many=True)


_CASE = {
    "id": "0198f3a2-7a10-7cc1-a2f0-4a1d2f3b4c5d", "number": 7, "school_year": 2025, "status": "open",
    "kinds": ["cyber"], "place": "online", "received_at": "2025-09-15T10:35:00+03:00",
    "next_due_at": "2025-09-16T10:35:00+03:00",
}  # fmt: skip
_CURSOR = OpenApiParameter("cursor", str, description="From `next` or `previous` of another page")


class CaseListApi(TokenView):
    """The school's cases, the newest first."""

    class Query(serializers.Serializer):
        status = serializers.ChoiceField(choices=CaseStatus, required=False)
        kind = serializers.ChoiceField(choices=Kind, required=False)

    @extend_schema(
        operation_id="cases_list",
        parameters=[Query, _CURSOR],
        responses={200: CasePage, **REFUSALS},
        examples=[
            OpenApiExample("A page", {"next": None, "previous": None, "results": [_CASE]}, response_only=True,
                           status_codes=["200"])
        ],
    )  # fmt: skip
    @api_school_view(Scope.CASES_READ)
    def get(self, request: TokenRequest) -> Response:
        query = self.Query(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(_page(self, request, _narrowed(request, query.validated_data), NewestFirst(), CaseRow))


class CaseApi(TokenView):
    """One case with its limits."""

    @extend_schema(operation_id="cases_detail", responses={200: CaseDetail, **REFUSALS})
    @api_school_view(Scope.CASES_READ)
    def get(self, request: TokenRequest, case_id: UUID) -> Response:
        case = case_of(request.user, case_id)
        limits = deadlines_of(case)
        for limit in limits:
            limit.case = case
        return Response(CaseDetail(_WithLimits(case, limits)).data)


class DeadlineListApi(TokenView):
    """The limits of the school's cases, the soonest first."""

    class Query(serializers.Serializer):
        due_before = serializers.DateTimeField(required=False, help_text="Only limits before this instant")
        state = serializers.ChoiceField(choices=DeadlineState, required=False)

    @extend_schema(operation_id="deadlines_list", parameters=[Query, _CURSOR], responses={200: LimitPage, **REFUSALS})
    @api_school_view(Scope.DEADLINES_READ)
    def get(self, request: TokenRequest) -> Response:
        query = self.Query(data=request.query_params)
        query.is_valid(raise_exception=True)
        limits = limits_of(request.user)
        if before := query.validated_data.get("due_before"):
            limits = limits.filter(due_at__lt=before)
        if state := query.validated_data.get("state"):
            limits = limits.filter(state=state)
        return Response(_page(self, request, limits, SoonestFirst(), LimitRow))


class _WithLimits:
    """The case's own attributes, and its limits already read."""

    def __init__(self, case: Case, limits: list[Deadline]) -> None:
        self._case, self.deadlines = case, limits

    def __getattr__(self, name: str) -> Any:
        return getattr(self._case, name)


def _narrowed(request: TokenRequest, wanted: dict[str, str]) -> Any:
    cases = cases_of(request.user)
    if status := wanted.get("status"):
        cases = cases.filter(status=status)
    if kind := wanted.get("kind"):
        cases = cases.filter(kinds__contains=[kind])
    return cases


def _page(
    view: TokenView, request: TokenRequest, found: Any, pages: CursorPagination, row: type[serializers.Serializer]
) -> dict[str, Any]:
    rows = pages.paginate_queryset(found, request, view=view)
    ids = [one.case_id if isinstance(one, Deadline) else one.pk for one in rows]
    record_looks(by=request.user, case_ids=ids, what="api list")
    return {"next": pages.get_next_link(), "previous": pages.get_previous_link(), "results": row(rows, many=True).data}
