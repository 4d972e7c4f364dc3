"""`POST /reports/`: a report from another program, filed by the same service as one from the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from cases.api.people import SideIn, people_entered
from cases.domain.filing import Answers
from cases.enums import Channel, Danger, Kind, Place
from cases.models import Report
from cases.services.file_report import file_report
from safeguard.tokens.enums import Scope
from safeguard.tokens.rest.once import HEADER, once
from safeguard.tokens.rest.problems import Problem
from safeguard.tokens.rest.schema import REFUSALS
from safeguard.tokens.rest.views import TokenRequest, TokenView, api_school_view

_SENT = {
    "people": [
        {"role": "victim", "child": "0198f3a2-7a10-7cc1-a2f0-4a1d2f3b4c5d"},
        {"role": "accused", "is_adult": False, "name": {"family": "Приклад", "given": "Імʼя"}},
    ],
    "kinds": ["cyber"],
    "place": "online",
    "happened_at": "2025-09-14T16:20:00+03:00",
    "narrative": "…",
    "danger_now": "no",
    "first_aid_given": False,
}
_MADE = {
    "id": "0198f3a2-7a10-7cc1-a2f0-4a1d2f3b4c5e", "number": 12, "school_year": 2025,
    "received_at": "2025-09-15T10:35:00+03:00",
    "case": "0198f3a2-7a10-7cc1-a2f0-4a1d2f3b4c5f", "case_number": 7,
}  # fmt: skip


class ReportIn(serializers.Serializer):
    """A report as it was told. Times with an offset; the words are sealed and never come out by the API."""

    people = SideIn(many=True, allow_empty=False, max_length=50)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=Kind), allow_empty=False)
    place = serializers.ChoiceField(choices=Place)
    place_note = serializers.CharField(required=False, default="", allow_blank=True, max_length=500)
    happened_at = serializers.DateTimeField()
    happened_exactly = serializers.BooleanField(required=False, default=False)
    narrative = serializers.CharField(max_length=20_000)
    danger_now = serializers.ChoiceField(choices=Danger)
    first_aid_given = serializers.BooleanField()
    first_aid_note = serializers.CharField(required=False, default="", allow_blank=True, max_length=2000)
    channel = serializers.ChoiceField(choices=Channel, required=False, default=Channel.PRODUCT)
    reporter_name = serializers.CharField(required=False, default="", allow_blank=True, max_length=200)
    received_at = serializers.DateTimeField(required=False, help_text="When the school was told; now if left out")
    head_received_at = serializers.DateTimeField(required=False, help_text="When the head was told: the clocks start")


class ReportOut(serializers.Serializer):
    """What became of it. The limits are at /deadlines/."""

    id = serializers.UUIDField()
    number = serializers.IntegerField(help_text="Number in the register of reports")
    school_year = serializers.IntegerField()
    received_at = serializers.DateTimeField(source="head_received_at")
    case = serializers.UUIDField(source="case_id")
    case_number = serializers.IntegerField(source="case.number")


class ReportApi(TokenView):
    """Files a report: a case is opened, numbered, and its clocks start."""

    @extend_schema(
        operation_id="reports_file",
        request=ReportIn,
        parameters=[
            OpenApiParameter(
                HEADER, str, OpenApiParameter.HEADER,
                description="Any text of yours up to 100 characters. Sent again with the same body: the first answer.",
            )
        ],
        responses={
            201: ReportOut,
            200: OpenApiResponse(ReportOut, "This key was sent before: what it made then"),
            409: OpenApiResponse(Problem, "The key was used for another body"),
            **REFUSALS,
        },
        examples=[
            OpenApiExample("A report", _SENT, request_only=True),
            OpenApiExample("Filed", _MADE, response_only=True, status_codes=["201"]),
        ],
    )  # fmt: skip
    @api_school_view(Scope.REPORTS_WRITE)
    def post(self, request: TokenRequest) -> Response:
        sent = ReportIn(data=request.data)
        sent.is_valid(raise_exception=True)
        report_id, is_new = once(request, lambda: _file(request, dict(sent.validated_data)))
        report = Report.objects.select_related("case").get(pk=report_id)
        return Response(ReportOut(report).data, status=201 if is_new else 200)


def _file(request: TokenRequest, sent: dict[str, Any]) -> UUID:
    sides = people_entered(request, sent.pop("people"))
    answers = Answers(sides=sides, language=request.organisation.language, **sent)
    return file_report(school=request.school, answers=answers, by=request.user).report.pk
