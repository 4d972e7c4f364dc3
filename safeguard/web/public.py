"""Pages anybody may read without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, who sees it and for how long."""
    return render(request, "public/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what doesn't yet, and whom to tell."""
    return render(request, "public/accessibility.html")
