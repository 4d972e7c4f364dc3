from importlib.util import find_spec
from typing import Any

from django.urls import include, path

from cases.views import (
    access,
    changes,
    deadlines,
    deeds,
    desk,
    detail,
    documents,
    duties,
    guests,
    listing,
    materials,
    moves,
    notices,
    people,
    registers,
    timeline,
)

_case = [
    path("", detail.detail, name="detail"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("people/", people.people, name="people"),
    path("people/add/", people.side_new, name="side_new"),
    path("people/<uuid:adult_id>/suspicion/", people.suspect, name="suspect"),
    path("people/<uuid:child_id>/representative/", people.guardian_new, name="guardian_new"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/done/<str:evidence>/", deeds.deed_new, name="deed_new"),
    path("deadlines/file/<uuid:attachment_id>/", deeds.deed_file, name="deed_file"),
    path("duties/<slug:key>/", duties.answer, name="duty"),
    path("notices/", notices.notices, name="notices"),
    path("notices/evidence/<uuid:attachment_id>/", notices.evidence, name="evidence"),
    path("notices/<slug:rule>/", notices.notice_new, name="notice_new"),
    path("documents/", documents.documents, name="documents"),
    path("documents/letters/<slug:rule>/", documents.letter_new, name="letter_new"),
    path("documents/<uuid:document_id>.pdf", documents.document_pdf, name="document_pdf"),
    path("materials/", materials.materials, name="materials"),
    path("materials/add/", materials.material_new, name="material_new"),
    path("materials/<uuid:material_id>/aside/", materials.material_aside, name="material_aside"),
    path("materials/file/<uuid:attachment_id>/", materials.material_file, name="material_file"),
    path("access/", access.access, name="access"),
    path("access/give/", access.give, name="give"),
    path("access/district/", guests.guest_new, name="guest_new"),
    path("access/district/<uuid:membership_id>/end/", guests.guest_end, name="guest_end"),
    path("access/recuse/", access.recuse, name="recuse"),
    path("access/recuse/other/", access.recuse_other, name="recuse_other"),
    path("access/<uuid:user_id>/end/", access.revoke, name="revoke"),
    path("access/<uuid:user_id>/release/", access.release, name="release"),
    path("move/reopen/", changes.reopen, name="reopen"),
    path("move/rehear/", changes.rehear, name="rehear"),
    path("move/join/", changes.join, name="join"),
    path("move/split/", changes.split, name="split"),
    path("move/<slug:action>/", moves.move, name="move"),
]
_reports = [path("", include("cases.urls_reports"))] if find_spec("cases.urls_reports") else []
_cases: list[Any] = [
    path("cases/", listing.listing, name="list"),
    path("cases/<uuid:case_id>/", include(_case)),
    path("deadlines/", desk.board, name="board"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<slug:register>/<int:year>.pdf", registers.register_file, {"media": "pdf"}, "register_pdf"),
    path("registers/<slug:register>/<int:year>.xlsx", registers.register_file, {"media": "xlsx"}, "register_xlsx"),
    path("registers/<slug:register>/<int:year>/<int:number>/", registers.register_note, name="register_note"),
    *_reports,
]

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("messages/", desk.messages, name="messages"),
    path("messages/read/", desk.read_messages, name="read_messages"),
    path("", include((_cases, "cases"))),
]
