"""Every address of the resolver, each with the rows of the hidden case in its parameters.

A parameter is found by its name: what ends in `_id` is a row of the model of that name. What can't be found fails.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.apps import apps
from django.urls import URLPattern, get_resolver

from cases.enums import CaseAction
from safeguard.procedures.schema import Evidence
from safeguard.registers.enums import Register
from tests.web.recused.world import NUMBER, World

#: Where a parameter's name isn't its model's.
MODELS = {
    "row": ("undertaking",),
    "item": ("agendaitem",),
    "copy": ("minutescopy",),
    "side": ("involvement",),
    "proposal": ("agendaproposal",),
    "order": ("commissionorder",),
    "class": ("schoolclass",),
    "draft": ("reportdraft", "versiondraft"),
    "token": ("apitoken",),
    "version": ("procedureversion",),
    "invitation": ("invitation", "staffinvitation"),
    "suspension": ("teachingsuspension",),
    "act": ("teachingsuspension",),
    "acting": ("actinghead",),
}
#: Files belong to something each; the right one must be among those that are tried.
EACH = {"attachment", "document"}
FEW = 2
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`absent` is the same one with ids that nobody ever had; None where nothing of the hidden case is in it."""

    name: str
    path: str
    absent: str | None
    ids: tuple[tuple[UUID, UUID], ...]


class Addresses:
    def __init__(self, world: World) -> None:
        self.world, self.found = world, world.hidden()
        self.others = {str(model._meta.model_name): sorted(ids) for model, ids in world.before.items()}

    def all(self) -> Iterator[Address]:
        for name, route in routes(get_resolver()):
            if name == "health":  # asks the servers, knows nobody
                continue
            names = PARAMETER.findall(route)
            for values in itertools.product(*(self.values(each, name) for each in names)):
                yield self._address(name, route, dict(zip(names, values, strict=True)))

    def values(self, parameter: str, name: str) -> list[object]:
        if parameter.endswith("_id"):
            return self._rows(parameter.removesuffix("_id"), name)
        if parameter == "kind":
            return ["pupils", "staff"] if name.startswith("people") else ["school"]
        return self._words()[parameter]

    def _words(self) -> dict[str, list[object]]:
        district = self.world.district
        own: list[object] = [self.world.root]
        return {
            "school": own, "organisation": own, "place": own, "unit": own, "department": [district],
            "page": ["buttons"], "token": ["absent"], "uidb36": ["1"], "key": [self.world.duty], "media": ["csv"],
            "evidence": [Evidence.COMMISSION_ORDERED.value],
            "rule": ["police_notice"], "action": [each.value for each in CaseAction], "form": ["order", "extract"],
            "register": [each.value for each in Register], "year": [2025], "number": [NUMBER], "step": ["what"],
        }  # fmt: skip

    def _rows(self, what: str, name: str) -> list[object]:
        if what == "user":
            return [self.world.walk.place.members[0].user_id]
        if what == "child" and name.startswith("cases"):
            return [self.world.children["victim"].pk]
        models = MODELS.get(what, (what,))
        hidden = [pk for model in models for pk in self.found.get(model, [])]
        if hidden:
            return list(hidden if what in EACH else hidden[:FEW])
        known = [pk for model in models for pk in self.others.get(model, [])]
        return list(known[:1]) or [self._of_the_directory(models, what, name)]

    def _of_the_directory(self, models: tuple[str, ...], what: str, name: str) -> object:
        """No row of a school at all: then of what all schools share, and nothing of a case can be behind it."""
        shared = {str(each._meta.model_name): each for each in apps.get_models() if each not in self.world.before}
        model = next((shared[each] for each in models if each in shared), None)
        assert model is not None, f"{name}: nothing is known to put into <{what}_id>"
        return getattr(model.objects.order_by("pk").first(), "pk", None) or uuid4()

    def _address(self, name: str, route: str, values: dict[str, object]) -> Address:
        hidden = {pk for ids in self.found.values() for pk in ids}
        swapped = {each: uuid4() for each in values.values() if each in hidden}
        absent = {key: swapped.get(value, value) for key, value in values.items()}  # type: ignore[call-overload]
        pairs = tuple(swapped.items())
        return Address(name, fill(route, values), fill(route, absent) if pairs else None, pairs)  # type: ignore[arg-type]


def routes(resolver: object, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:  # type: ignore[attr-defined]
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name or '-'}", plain(route)
        else:
            yield from routes(each, route, f"{space}{each.namespace}:" if each.namespace else space)


def plain(route: str) -> str:
    """A regular expression of ours as a route: named groups are parameters."""
    route = re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)", r"\1", route)
    return route.replace("^", "").replace("$", "").replace("\\", "")


def fill(route: str, values: dict[str, object]) -> str:
    return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), route)
