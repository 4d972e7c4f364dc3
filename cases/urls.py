from importlib.util import find_spec
from typing import Any

from django.urls import include, path

from cases.views import acts, desk, detail, documents, listing

_case = [
    path("", detail.detail, name="detail"),
    path("timeline/", detail.timeline, name="timeline"),
    path("people/", detail.people, name="people"),
    path("people/<uuid:adult_id>/suspicion/", acts.suspect, name="suspect"),
    path("deadlines/", detail.deadlines, name="deadlines"),
    path("notices/", detail.notices, name="notices"),
    path("notices/<slug:rule>/", acts.notice_new, name="notice_new"),
    path("documents/", documents.documents, name="documents"),
    path("documents/letters/<slug:rule>/", acts.letter_new, name="letter_new"),
    path("documents/<uuid:document_id>.pdf", documents.document_pdf, name="document_pdf"),
    path("access/", detail.access, name="access"),
]
_reports = [path("", include("cases.urls_reports"))] if find_spec("cases.urls_reports") else []
_cases: list[Any] = [
    path("cases/", listing.listing, name="list"),
    path("cases/<uuid:case_id>/", include(_case)),
    *_reports,
]

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("messages/read/", desk.read_messages, name="read_messages"),
    path("", include((_cases, "cases"))),
]
