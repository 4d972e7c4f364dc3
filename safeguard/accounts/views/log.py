"""The log of administrative acts: who invited, changed, ended, reset, and when."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeguard.accounts.presenters import staff as shown
from safeguard.accounts.presenters.acts import lines
from safeguard.accounts.views.places import Place
from safeguard.audit.models import AdministrativeAct

PER_PAGE = 50


@require_safe
def log(request: HttpRequest, place: Place) -> HttpResponse:
    acts = AdministrativeAct.objects.filter(organisation_id=place.organisation.pk).order_by("-at", "-pk")
    page = Paginator(acts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"place": place, "tabs": shown.tabs(place, "log"), "page_obj": page, "lines": lines(page.object_list)}
    return render(request, "accounts/log.html", context)
