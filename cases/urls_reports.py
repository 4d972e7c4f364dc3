"""`/s/<school>/report/...`: filing, one's own drafts and reports, a report's page."""

from django.urls import path

from cases.views import report_filing, report_pages, report_people, report_steps

_draft = "report/drafts/<uuid:draft_id>/"
_report = "report/<uuid:report_id>/"

urlpatterns = [
    path("report/", report_steps.new, name="report_new"),
    path("report/mine/", report_pages.mine, name="report_list"),
    path(f"{_draft}discard/", report_pages.discard, name="report_discard"),
    path(f"{_draft}person/", report_people.person, name="report_person"),
    path(f"{_draft}file/", report_filing.file, name="report_file"),
    path(f"{_draft}<slug:step>/", report_steps.step, name="report_step"),
    path(_report, report_pages.report, name="report"),
    path(f"{_report}done/", report_filing.done, name="report_done"),
    path(f"{_report}add/", report_pages.add, name="report_add"),
    path(f"{_report}attach/", report_pages.attach, name="report_attach"),
    path(f"{_report}withdraw/", report_pages.withdraw, name="report_withdraw"),
    path(f"{_report}files/<uuid:attachment_id>/", report_pages.download, name="report_download"),
]
