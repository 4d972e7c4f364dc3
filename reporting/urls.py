from django.urls import path, re_path

from reporting.views import department, school

app_name = "reporting"

urlpatterns = [
    path("s/<slug:school>/figures/", school.school, name="school"),
    path("d/<slug:department>/", department.overview, name="overview"),
    path("d/<slug:department>/alerts/", department.alerts, name="alerts"),
    path("d/<slug:department>/places/<slug:unit>/", department.overview, name="unit"),
    re_path(
        r"^d/(?P<department>[-\w]+)/places/(?P<unit>[-\w]+)/figures\.(?P<media>csv|xlsx)$",
        department.download,
        name="download",
    ),
]
