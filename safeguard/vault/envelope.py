"""A sealed value: `version | key id | nonce | ciphertext`, AES-256-GCM. Pure bytes, no database."""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_BYTES, NONCE_BYTES = 32, 12
_HEAD = len(VERSION) + 16


class Tampered(ValueError):
    """The value isn't what was sealed here: other bytes, another row or another key."""


@dataclass(frozen=True)
class Place:
    """Where a value belongs. It's authenticated with it, so that a value can't be moved to another row."""

    school_id: UUID
    table: str
    column: str
    row_id: UUID

    def as_bytes(self) -> bytes:
        return f"{self.school_id}|{self.table}|{self.column}|{self.row_id}".encode()


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal(key: bytes, key_id: UUID, place: Place, clear: bytes) -> bytes:
    """A random nonce each time: the same words never look the same twice."""
    nonce = os.urandom(NONCE_BYTES)
    head = VERSION + key_id.bytes
    return head + nonce + AESGCM(key).encrypt(nonce, clear, head + place.as_bytes())


def key_id_of(value: bytes) -> UUID:
    """Which data key opens the value."""
    if len(value) < _HEAD + NONCE_BYTES or not value.startswith(VERSION):
        raise Tampered("not a sealed value of a known version")
    return UUID(bytes=bytes(value[len(VERSION) : _HEAD]))


def unseal(key: bytes, place: Place, value: bytes) -> bytes:
    """The clear bytes; Tampered when anything about value, place or key is wrong."""
    key_id_of(value)
    head, nonce, body = value[:_HEAD], value[_HEAD : _HEAD + NONCE_BYTES], value[_HEAD + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, head + place.as_bytes())
    except InvalidTag:
        raise Tampered("the value doesn't belong here") from None
