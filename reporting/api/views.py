"""`GET /statistics/`: counts of a place and of what stands directly below it. No name, no word, no case number."""

from contextlib import nullcontext
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from cases.enums import Kind
from reporting.domain.periods import Quarter, parse_quarter, quarter_of
from reporting.enums import TOTAL, Indicator
from reporting.selectors.closed import closed_quarters
from reporting.selectors.figures import Figures, below, figures_of_level, figures_of_school
from safeguard import clock
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.tree import is_below, last_parent_of
from safeguard.tenancy.scope import department_scope
from safeguard.tokens.enums import Scope
from safeguard.tokens.rest.schema import REFUSALS
from safeguard.tokens.rest.views import TokenRequest, TokenView, api_view

_KINDS = [(TOTAL, _("Total")), *Kind.choices]


class Query(serializers.Serializer):
    """What is asked for; everything of the current quarter when nothing is said."""

    quarter = serializers.CharField(required=False, help_text="School year and quarter, such as 2025-1")
    indicator = serializers.ChoiceField(choices=Indicator, required=False)
    kind = serializers.ChoiceField(choices=_KINDS, required=False)
    place = serializers.SlugField(required=False, help_text="Short name of the place, as in its address; own if empty")

    def validate_quarter(self, value: str) -> Quarter:
        quarter = parse_quarter(value)
        if quarter is None:
            raise serializers.ValidationError(_("Write the quarter like this: 2025-1."))
        return quarter


class Figure(serializers.Serializer):
    """One count."""

    indicator = serializers.ChoiceField(choices=Indicator)
    kind = serializers.ChoiceField(choices=_KINDS, help_text="`total` counts each case once, whatever its kinds")
    value = serializers.IntegerField()


class PlaceOut(serializers.Serializer):
    """An organisation."""

    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=OrganisationKind)


class PlaceFigures(serializers.Serializer):
    """A place directly below, with its counts."""

    place = PlaceOut()
    figures = Figure(many=True)


class Statistics(serializers.Serializer):
    """Counts of a quarter. A count that isn't there is zero."""

    quarter = serializers.CharField()
    place = PlaceOut()
    figures = Figure(many=True)
    below = PlaceFigures(many=True)


_EXAMPLE = {
    "quarter": "2025-1",
    "place": {"slug": "example", "name": "…", "kind": "district"},
    "figures": [{"indicator": "cases", "kind": "total", "value": 4}],
    "below": [],
}


class StatisticsApi(TokenView):
    """A school's token: its own school. A department's token: its own place and every place below it."""

    @extend_schema(
        operation_id="statistics",
        parameters=[Query],
        responses={200: Statistics, **REFUSALS},
        examples=[OpenApiExample("A district", _EXAMPLE, response_only=True, status_codes=["200"])],
    )
    @api_view(Scope.STATISTICS_READ)
    def get(self, request: TokenRequest) -> Response:
        query = Query(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        quarter = wanted.get("quarter") or quarter_of(clock.today())
        on = min(quarter.last, clock.today())
        place = _place(request.organisation, wanted.get("place", ""), on)
        if quarter in _closed(request):
            raise PermissionDenied
        own, found = _figures(request.organisation, place, quarter, on)
        names = {row.pk: row for row in Organisation.objects.filter(pk__in=found).order_by("name")} if found else {}
        answer = {
            "quarter": quarter.key,
            "place": place,
            "figures": _rows(own, wanted),
            "below": [{"place": row, "figures": _rows(found[pk].figures, wanted)} for pk, row in names.items()],
        }
        return Response(Statistics(answer).data)


def _closed(request: TokenRequest) -> set[Quarter]:
    """A school's token knows no more than who answers for it; a department's knows counts anyway."""
    return closed_quarters(request.user.held_by) if request.organisation.kind == "school" else set()


def _place(own: Organisation, slug: str, on: date) -> Organisation:
    """Below by the tree of that quarter; a place beside or above doesn't exist for this token."""
    if not slug or slug == own.slug:
        return own
    found = Organisation.objects.filter(slug=slug).first()
    if found is None or not is_below(found.pk, own.pk, on=on):
        raise Http404
    return found


def _figures(own: Organisation, place: Organisation, quarter: Quarter, on: date) -> tuple[Figures, Any]:
    """A school's figures are read by itself or from the department above it: no outsider enters its scope."""
    if own.kind == "school":
        return figures_of_school(own.pk, quarter), {}
    if place.kind == "school":
        above = last_parent_of(place.pk, on=on)
        with department_scope(above.pk) if above else nullcontext():
            return figures_of_school(place.pk, quarter), {}
    with department_scope(place.pk):
        return figures_of_level(place.pk, quarter), below(place.pk, quarter)


def _rows(figures: Figures, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"indicator": indicator, "kind": kind, "value": value}
        for (indicator, kind), value in sorted(figures.items())
        if wanted.get("indicator", indicator) == indicator and wanted.get("kind", kind) == kind
    ]
