"""Every component with example data, for those who build pages and for the eye of axe. Never in production."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safeguard.web import errors, gallery_examples

ERRORS = {
    "400": lambda request: errors.problem(request, 400, "errors/400.html"),
    "403": errors.forbidden,
    "404": errors.not_found,
    "413": lambda request: errors.problem(request, 413, "errors/413.html"),
    "429": errors.too_many,
    "500": errors.server_error,
    "503": errors.maintenance,
    "csrf": errors.csrf_failure,
    "signed-out": errors.signed_out,
}


def index(request: HttpRequest) -> HttpResponse:
    """The components on one page."""
    return render(request, "gallery/index.html", gallery_examples.components())


def page(request: HttpRequest, page: str) -> HttpResponse:
    """One whole page: the form (filled in wrongly), the messages, or an error page (post to it to see it keep)."""
    if page in ERRORS:
        return ERRORS[page](request)
    if page == "form":
        form = gallery_examples.ReportForm(request.POST or gallery_examples.WRONG, request.FILES or None)
        return render(request, "gallery/form.html", {**gallery_examples.components(), "form": form})
    if page == "messages":
        for level in (messages.SUCCESS, messages.INFO, messages.WARNING, messages.ERROR):
            messages.add_message(request, level, gallery_examples.MESSAGES[level])
        return render(request, "gallery/messages.html")
    raise Http404
