"""Addresses of the frame: language, public notices and, outside production, the gallery of components."""

from django.conf import settings
from django.urls import include, path

from safeguard.web import gallery, language, public

_public = [
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
_gallery = [
    path("", gallery.index, name="index"),
    path("<slug:page>/", gallery.page, name="page"),
]

urlpatterns = [
    path("language/", language.set_language, name="language"),
    path("", include((_public, "public"))),
]
if settings.MODE != "production":
    urlpatterns.append(path("_gallery/", include((_gallery, "gallery"))))
