"""Keys in use: made, wrapped and unwrapped inside a school's scope, and forgotten with it."""

import base64
from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.tenancy.scope import current_school, kept
from safeguard.vault import envelope
from safeguard.vault.envelope import Place
from safeguard.vault.models import DataKey, Purpose, SchoolKey


class UnknownKey(LookupError):
    """No such key in this school, or a master key that isn't in the settings."""


class KeyShredded(LookupError):
    """The key was erased, and with it what it sealed."""


def master_keys() -> dict[str, bytes]:
    """Of the settings: the first wraps, all unwrap."""
    return _master_keys(tuple(settings.MASTER_KEYS))


@cache
def _master_keys(pairs: tuple[str, ...]) -> dict[str, bytes]:
    found = {}
    for number, pair in enumerate(pairs, start=1):
        name, _, value = pair.partition(":")
        try:
            key = base64.b64decode(value, validate=True)
        except ValueError:
            key = b""
        if not name or len(key) != envelope.KEY_BYTES:
            raise ImproperlyConfigured(f"master key {number} is not id:base64 of {envelope.KEY_BYTES} bytes")
        found[name] = key
    return found


def make_school_key() -> SchoolKey:
    """Once, when the school is created."""
    school_id, key_id = current_school(), uuid7()
    master_id, master = next(iter(master_keys().items()))
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
    """The bytes of a data key; KeyShredded when they were erased, UnknownKey when it isn't this school's."""
    load([key_id])
    if key_id not in kept("data_keys"):
        raise UnknownKey(str(key_id))
    found: bytes | None = kept("data_keys")[key_id]
    if found is None:
        raise KeyShredded(str(key_id))
    return found


def _unwrap(key: DataKey) -> bytes | None:
    if key.wrapped is None:
        return None
    place = Place(key.school_id, "vault_datakey", "wrapped", key.pk)
    return envelope.unseal(_school_key(), place, bytes(key.wrapped))


def _school_key() -> bytes:
    cache_ = kept("school_key")
    if "key" not in cache_:
        row = SchoolKey.objects.get()
        if row.master_id not in master_keys():
            raise UnknownKey(f"master key {row.master_id}")
        place = Place(row.school_id, "vault_schoolkey", "wrapped", row.pk)
        cache_["key"] = envelope.unseal(master_keys()[row.master_id], place, bytes(row.wrapped))
    return bytes(cache_["key"])
