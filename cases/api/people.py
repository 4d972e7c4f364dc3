"""The people of a sent report: by the id of somebody of the school, or by a name that is entered with it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cases.domain.filing import SideDraft
from cases.enums import SideRole
from safeguard.people.names import FullName
from safeguard.people.services.persons import PersonDraft, add_adult, add_child
from safeguard.tokens.rest.views import TokenRequest

_ONE = _("Give exactly one of child, adult and name.")


class NameIn(serializers.Serializer):
    """A person's name in its parts."""

    family = serializers.CharField(max_length=100)
    given = serializers.CharField(required=False, default="", allow_blank=True, max_length=100)
    patronymic = serializers.CharField(required=False, default="", allow_blank=True, max_length=100)


class SideIn(serializers.Serializer):
    """A person in a role: exactly one of `child`, `adult` and `name`."""

    role = serializers.ChoiceField(choices=SideRole)
    child = serializers.UUIDField(required=False, help_text="A child of the school")
    adult = serializers.UUIDField(required=False, help_text="An adult of the school")
    name = NameIn(required=False, help_text="Somebody the school doesn't have yet")
    is_adult = serializers.BooleanField(required=False, default=False, help_text="With `name`: not a child")
    is_member = serializers.BooleanField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Must be said of an adult of whose name somebody works here: whether it is that colleague",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len({"child", "adult", "name"} & attrs.keys()) != 1:
            raise serializers.ValidationError(_ONE)
        return attrs


def people_entered(request: TokenRequest, sent: Iterable[dict[str, Any]]) -> tuple[SideDraft, ...]:
    """In the transaction of the report: a refused one enters nobody."""
    return tuple(_side(request, one) for one in sent)


def _side(request: TokenRequest, one: dict[str, Any]) -> SideDraft:
    if "name" not in one:
        return SideDraft(one["role"], one.get("child"), one.get("adult"), one["is_member"])
    person, is_member = PersonDraft(FullName(**one["name"])), one["is_member"]
    if one["is_adult"]:
        is_another = is_member is not None
        adult = add_adult(school=request.school, person=person, by=request.user, is_another=is_another)
        return SideDraft(one["role"], adult_id=adult.pk, is_member=is_member)
    return SideDraft(one["role"], child_id=add_child(school=request.school, person=person, by=request.user).pk)
