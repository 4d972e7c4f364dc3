"""`/s/<school>/people/...`"""

from django.urls import path

from safeguard.people.views import adults, children, classes, imports, links, representatives

app_name = "people"
_child, _adult = "children/<uuid:child_id>/", "adults/<uuid:adult_id>/"

urlpatterns = [
    path("", children.children, name="children"),
    path("import/<slug:kind>/", imports.look, name="import"),
    path("import/<slug:kind>/apply/", imports.apply, name="import_apply"),
    path("import/<slug:kind>/to-correct.csv", imports.faults, name="import_faults"),
    path("import/<slug:kind>/empty.csv", imports.template, name="import_template"),
    path("children/new/", children.new, name="child_new"),
    path(_child, children.child, name="child"),
    path(f"{_child}edit/", children.edit, name="child_edit"),
    path(f"{_child}class/", children.move, name="child_move"),
    path(f"{_child}representatives/new/", representatives.new, name="representative_new"),
    path(f"{_child}representatives/<uuid:guardianship_id>/end/", representatives.end, name="representative_end"),
    path("adults/", adults.adults, name="adults"),
    path("adults/new/", adults.new, name="adult_new"),
    path(_adult, adults.adult, name="adult"),
    path(f"{_adult}edit/", adults.edit, name="adult_edit"),
    path(f"{_adult}account/<uuid:user_id>/", links.same, name="adult_same"),
    path("classes/", classes.classes, name="classes"),
    path("classes/new/", classes.new, name="class_new"),
    path("classes/<uuid:class_id>/", classes.teacher, name="class_teacher"),
]
