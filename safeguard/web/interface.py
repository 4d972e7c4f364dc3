"""What the frame of every page needs: languages, the demonstration's banner, the links of the header."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


def interface(request: HttpRequest) -> dict[str, object]:
    """Context processor. Asks neither the database nor the session."""
    return {
        "is_demo": settings.MODE == "demo",
        "languages": settings.LANGUAGES,
        "language_action": reverse("language"),
        "language_next": request.get_full_path() if request.method in {"GET", "HEAD"} else request.path,
        "account_href": address_of("accounts:account"),
        "sign_out_href": address_of("account_logout"),
    }


def address_of(name: str) -> str:
    """Empty where that part of the product isn't installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
