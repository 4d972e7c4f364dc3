"""/s/<school>/due/: the questions as one institution counts."""

from django.urls import path

from safeguard.questions.views import own

app_name = "own"
urlpatterns = [
    path("", own.due, name="due"),
    path("timetable.ics", own.calendar, name="calendar"),
    path("days/", own.days, name="days"),
]
