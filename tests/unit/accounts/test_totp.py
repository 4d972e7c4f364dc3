"""RFC 6238, appendix B: SHA-1, the last six digits."""

import base64

import pytest

from safeguard.accounts.domain.totp import code_at, demo_secret

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_vectors_of_the_standard(at, code):
    assert code_at(SECRET, at // 30) == code


def test_a_secret_belongs_to_one_address_of_one_installation():
    assert demo_secret("key", "a@example.org") == demo_secret("key", "a@example.org")
    assert demo_secret("key", "a@example.org") != demo_secret("key", "b@example.org")
    assert demo_secret("other", "a@example.org") != demo_secret("key", "a@example.org")
