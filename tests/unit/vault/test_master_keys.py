"""A master key that is no key stops the first use with a clear word, and the word isn't the key."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from safeguard.vault.keys import master_keys

GOOD = "1:" + "A" * 43 + "="


def test_the_first_comes_first(settings):
    settings.MASTER_KEYS = ["b:" + "B" * 42 + "A=", "a:" + "A" * 43 + "="]
    assert list(master_keys()) == ["b", "a"]
    assert {len(key) for key in master_keys().values()} == {32}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("A" * 43 + "=", id="no id"),
        pytest.param(":" + "A" * 43 + "=", id="empty id"),
        pytest.param("2:QUJD", id="too short"),
        pytest.param("2:не base64", id="not base64"),
        pytest.param("2:", id="empty"),
    ],
)
def test_a_wrong_one_is_named_by_its_place(settings, wrong):
    settings.MASTER_KEYS = [GOOD, wrong]
    with pytest.raises(ImproperlyConfigured, match=r"^master key 2 is not id:base64 of 32 bytes$"):
        master_keys()
