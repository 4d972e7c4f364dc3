"""What is annexed to the minutes beside the key of the codes: opinions, and what was collected about the cases."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext, pgettext

from cases.models import Material
from commissions.domain.names import listed
from commissions.models import Hearing, SeparateOpinion
from safeguard import dates


def annex_lines(
    hearings: Sequence[Hearing], opinions: Sequence[SeparateOpinion], codes: Mapping[UUID, str]
) -> list[str]:
    """By code, as the minutes name the sides; what was set aside isn't annexed. One statement."""
    # Translators: minutes, uk: окрема думка: %(name)s
    words = pgettext("minutes", "separate opinion: %(name)s")
    lines = [words % {"name": listed(each.seat.adult.open("name"))} for each in opinions]
    rows = Material.objects.filter(case__in=[hearing.case_id for hearing in hearings], set_aside_at__isnull=True)
    return lines + [_line(row, codes) for row in rows.select_related("side").order_by("received_on", "added_at")]


def _line(row: Material, codes: Mapping[UUID, str]) -> str:
    kind = str(row.get_kind_display())
    code = codes.get(row.side.child_id or row.side.adult_id or row.pk, "") if row.side else ""
    about = gettext("%(what)s (%(code)s)") % {"what": kind, "code": code} if code else kind
    said = f"{about[:1].lower()}{about[1:]}, {dates.day_plain(row.received_on)}"
    return f"{said}, № {row.reference}" if row.reference else said
