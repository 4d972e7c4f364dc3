"""Looks for words in bytes that shouldn't hold them, however they were encoded on the way."""

import base64
import json
from collections.abc import Iterable


def forms_of(word: str) -> set[bytes]:
    """UTF-8, UTF-16, JSON's escapes, the database's hexadecimal and base64 at each of its three offsets."""
    escaped = json.dumps(word)[1:-1]
    plain = {word.encode(), word.encode("utf-16-le"), escaped.encode(), escaped.replace("\\", "\\\\").encode()}
    hexadecimal = {each.hex().encode() for each in plain}
    return plain | hexadecimal | {part for each in plain for part in _base64(each)}


def _base64(raw: bytes) -> Iterable[bytes]:
    """What stays the same whatever stands before and behind it."""
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + raw)
        whole = text[(0, 4, 4)[offset] : len(text) - 4]
        if len(whole) >= 12:
            yield whole


def found_in(haystack: bytes, words: Iterable[str]) -> set[str]:
    return {word for word in words if any(form in haystack for form in forms_of(word))}
