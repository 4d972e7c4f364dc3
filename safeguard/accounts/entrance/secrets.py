"""Seeds of second steps, sealed: `master key id:base64 of nonce and ciphertext`."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeguard.vault.envelope import NONCE_BYTES
from safeguard.vault.keys import UnknownKey, master_keys

_PLACE = b"safeguard.accounts.second-step"


def seal_secret(text: str) -> str:
    key_id, key = next(iter(master_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    return f"{key_id}:{base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), _PLACE)).decode('ascii')}"


def unseal_secret(value: str) -> str:
    key_id, _, body = value.partition(":")
    if key_id not in master_keys():
        raise UnknownKey(f"master key {key_id}")
    sealed = base64.b64decode(body)
    return AESGCM(master_keys()[key_id]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _PLACE).decode()
