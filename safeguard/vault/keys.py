"""Keys in use: made, wrapped and unwrapped inside a school's scope, and forgotten with it."""

import base64
from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.conf import settings
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.tenancy.scope import current_school, kept
from safeguard.vault import envelope
from safeguard.vault.envelope import Place
from safeguard.vault.models import DataKey, Purpose, SchoolKey


class Shredded(LookupError):
    """The key is gone, and with it what it sealed."""


@cache
def _master_keys() -> dict[str, bytes]:
    pairs = (item.split(":", 1) for item in settings.MASTER_KEYS)
    return {name: base64.b64decode(value) for name, value in pairs}


def make_school_key() -> SchoolKey:
    """Once, when the school is created."""
    school_id, key_id = current_school(), uuid7()
    master_id, master = next(iter(_master_keys().items()))
    place = Place(school_id, "vault_schoolkey", "wrapped", key_id)
    wrapped = envelope.seal(master, key_id, place, envelope.new_key())
    return SchoolKey.objects.create(
        id=key_id, school_id=school_id, master_id=master_id, wrapped=wrapped, created_at=clock.now()
    )


def build_key(purpose: Purpose) -> DataKey:
    """A new data key, not saved: for bulk inserts. Usable at once in this scope."""
    school_id, key_id, clear = current_school(), uuid7(), envelope.new_key()
    wrapped = envelope.seal(_school_key(), key_id, Place(school_id, "vault_datakey", "wrapped", key_id), clear)
    kept("data_keys")[key_id] = clear
    return DataKey(id=key_id, school_id=school_id, purpose=purpose, wrapped=wrapped, created_at=clock.now())


def new_key(purpose: Purpose) -> DataKey:
    key = build_key(purpose)
    key.save(force_insert=True)
    return key


def remember(key: DataKey) -> None:
    """A data key that came with its row (select_related): no further query for it."""
    cache_ = kept("data_keys")
    if key.pk not in cache_:
        cache_[key.pk] = _unwrap(key)


def load(key_ids: Iterable[UUID]) -> None:
    """Warm the scope's keys in one query."""
    missing = set(key_ids) - kept("data_keys").keys()
    if missing:
        for key in DataKey.objects.filter(pk__in=missing):
            remember(key)


def clear_key(key_id: UUID) -> bytes:
    """The bytes of a data key; Shredded when they're gone or never were this school's."""
    load([key_id])
    found = kept("data_keys").get(key_id)
    if found is None:
        raise Shredded(str(key_id))
    return bytes(found)


def _unwrap(key: DataKey) -> bytes | None:
    if key.wrapped is None:
        return None
    return envelope.unseal(
        _school_key(), Place(key.school_id, "vault_datakey", "wrapped", key.pk), bytes(key.wrapped)
    )


def _school_key() -> bytes:
    cache_ = kept("school_key")
    if "key" not in cache_:
        row = SchoolKey.objects.get()
        place = Place(row.school_id, "vault_schoolkey", "wrapped", row.pk)
        cache_["key"] = envelope.unseal(_master_keys()[row.master_id], place, bytes(row.wrapped))
    return bytes(cache_["key"])
