"""The operator's addresses, and the calendars of institutions."""

from django.urls import path

from safeguard.organisations.views import acts, calendar, calendar_acts, importing, places
from safeguard.organisations.views.doors import mounted

app_name = "organisations"
_AT = "operate/<slug:department>/"
_PLACE = f"{_AT}places/<slug:place>/"

urlpatterns = [
    path(_AT, places.tree, name="tree"),
    path(f"{_AT}new/<slug:kind>/", places.new, name="new"),
    path(f"{_AT}import/", importing.look, name="import"),
    path(f"{_AT}import/apply/", importing.apply, name="import_apply"),
    path(f"{_AT}import/schools.csv", importing.template, name="import_template"),
    path(_PLACE, places.place, name="place"),
    path(f"{_PLACE}change/", places.change, name="change"),
    path(f"{_PLACE}suspend/", acts.suspend, name="suspend"),
    path(f"{_PLACE}resume/", acts.resume, name="resume"),
    path(f"{_PLACE}close/", acts.close, name="close"),
    path(f"{_PLACE}merge/", acts.merge, name="merge"),
    path(f"{_PLACE}move/", acts.move, name="move"),
    path(f"{_PLACE}adopt/", acts.adopt, name="adopt"),
    *mounted("", calendar.calendar, "calendar", reads=True),
    *mounted("add/", calendar_acts.add, "calendar_add"),
    *mounted("orders/<uuid:act_id>/end/", calendar_acts.end, "calendar_end"),
    *mounted("martial-law/", calendar_acts.martial, "calendar_martial"),
    *mounted("suspended/add/", calendar_acts.suspend, "suspension_add"),
    *mounted("suspended/<uuid:suspension_id>/end/", calendar_acts.end_suspension, "suspension_end"),
    *mounted("suspended/<uuid:suspension_id>/withdraw/", calendar_acts.withdraw_suspension, "suspension_withdraw"),
]
