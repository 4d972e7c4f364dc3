"""The six digits of RFC 6238, for the demo: real people have them on their telephone."""

import base64
import hashlib
import hmac
import struct

PERIOD = 30


def demo_secret(key: str, email: str) -> str:
    """The same for an address as long as the demo's own secret lives; base32, as the authenticator apps want it."""
    digest = hmac.new(key.encode(), f"demo second factor|{email}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode("ascii")


def code_at(secret: str, counter: int) -> str:
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    (value,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(value & 0x7FFFFFFF) % 10**6:06}"
