"""What a notice brings with it: a message without content, and sight of the materials."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Permission as GrantedVerb

from cases.models import Case, CaseUserObjectPermission
from cases.selectors.access import VIEW_CODENAME
from cases.selectors.clocks import definition_of
from cases.services.events import draft
from cases.services.events import record as record_case
from commissions.models import Invitation, Meeting, Seat
from commissions.selectors.composition import recused_seats
from commissions.selectors.undertakings import signed_seats
from safeguard.access.member import Member
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.procedures.bindings import rules_met_by
from safeguard.procedures.schema import Evidence


def write_messages(meeting: Meeting, rows: Iterable[Invitation], *, zone: ZoneInfo) -> None:
    """One row per recipient: the notice in the app and an e-mail that only says that something waits.

    A member's leads to the meeting, an applicant's to the invitation alone.
    """
    procedure = definition_of(meeting.procedure)
    rule = next((each.key for each in rules_met_by(procedure, Evidence.MEETING_ANNOUNCED)), "")
    for kind, is_member in ((MessageKind.MEETING_NOTICE, True), (MessageKind.MEETING_INVITATION, False)):
        subject = Subject(kind, meeting.pk, "notice", rule=rule)
        told = [row.adult.user_id for row in rows if row.adult and row.adult.user_id and bool(row.seat_id) is is_member]
        queue_messages(subject, told, zone=zone)


def grant_materials(meeting: Meeting, rows: Iterable[Invitation], *, by: Member) -> None:
    """A member may see the materials of what the commission hears (UA-B-IV.4.5), but for cases they're recused from.

    Each case's chronology says to whom its materials were given.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("data_key").order_by("pk")
    by_id = {case.pk: case for case in locked.filter(hearings__meeting=meeting)}
    cases = list(by_id)
    told = [row for row in rows if row.seat_id and row.adult and row.adult.user_id]
    seats = signed_seats(meeting, Seat.objects.filter(pk__in=[row.seat_id for row in told]).select_related("adult"))
    recused = recused_seats(seats, cases)
    verb = GrantedVerb.objects.get(codename=VIEW_CODENAME, content_type__app_label="cases")
    pairs = [(seat, case) for seat in seats for case in cases if seat.pk not in recused[case]]
    wanted = {(seat.adult.user_id, case) for seat, case in pairs if seat.adult.user_id}
    held = set(
        CaseUserObjectPermission.objects.filter(content_object__in=cases, permission=verb).values_list(
            "user_id", "content_object_id"
        )
    )
    CaseUserObjectPermission.objects.bulk_create(
        CaseUserObjectPermission(
            school_id=meeting.school_id,
            user_id=user_id,
            content_object_id=case,
            permission=verb,
        )
        for user_id, case in wanted - held
    )
    for case_id, case in by_id.items():
        if users := sorted(str(user_id) for user_id, given in wanted - held if given == case_id):
            record_case(case, draft("materials.given", by=by, data={"meeting": meeting.pk, "users": users}))
