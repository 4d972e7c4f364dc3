"""Three questions that anybody may ask: /due/, /due/vote/, /due/days/."""

from django.urls import path

from safeguard.questions.views.days import days
from safeguard.questions.views.due import calendar, due
from safeguard.questions.views.vote import vote

app_name = "questions"
urlpatterns = [
    path("", due, name="due"),
    path("timetable.ics", calendar, name="calendar"),
    path("vote/", vote, name="vote"),
    path("days/", days, name="days"),
]
