"""What opens accounts, sealed: a copy of the database must not let anybody sign in.

`master key id:base64 of nonce and ciphertext`; what it is for is authenticated with it.
"""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeguard.vault.envelope import NONCE_BYTES
from safeguard.vault.keys import UnknownKey, master_keys

SECOND_STEP, SESSION = b"safeguard.accounts.second-step", b"safeguard.accounts.session"


def seal_secret(text: str, purpose: bytes = SECOND_STEP) -> str:
    key_id, key = next(iter(master_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    return f"{key_id}:{base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), purpose)).decode('ascii')}"


def unseal_secret(value: str, purpose: bytes = SECOND_STEP) -> str:
    key_id, _, body = value.partition(":")
    if key_id not in master_keys():
        raise UnknownKey(f"master key {key_id}")
    sealed = base64.b64decode(body)
    return AESGCM(master_keys()[key_id]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose).decode()
