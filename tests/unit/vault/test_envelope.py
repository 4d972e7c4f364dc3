"""What is sealed opens in its own place with its own key, and nowhere else."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.vault import envelope
from safeguard.vault.envelope import NONCE_BYTES, Place, Tampered, key_id_of, seal, unseal

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
KEY_ID = UUID("0199a000-0000-7000-8000-00000000000a")
PLACE = Place(UUID("0199a000-0000-7000-8000-000000000001"), "people_child", "name", UUID(int=7))
places = st.builds(Place, st.uuids(), st.text(), st.text(), st.uuids())


@given(st.binary(), st.binary(min_size=32, max_size=32), st.uuids(), places)
def test_what_is_sealed_opens_again(clear, key, key_id, place):
    value = seal(key, key_id, place, clear)
    assert key_id_of(value) == key_id
    assert unseal(key, place, value) == clear


def test_the_layout_is_version_key_nonce_ciphertext_and_tag():
    value = seal(KEY, KEY_ID, PLACE, b"clear")
    assert value[:1] == b"\x01"
    assert value[1:17] == KEY_ID.bytes
    assert len(value) == 1 + 16 + NONCE_BYTES + len(b"clear") + 16
    assert b"clear" not in value


def test_a_nonce_is_never_used_twice():
    nonces = {seal(KEY, KEY_ID, PLACE, b"the same words")[17 : 17 + NONCE_BYTES] for _ in range(10_000)}
    assert len(nonces) == 10_000


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(replace(PLACE, school_id=uuid4()), id="another school"),
        pytest.param(replace(PLACE, table="people_adult"), id="another table"),
        pytest.param(replace(PLACE, column="remark"), id="another column"),
        pytest.param(replace(PLACE, row_id=uuid4()), id="another row"),
    ],
)
def test_a_value_moved_elsewhere_is_refused(elsewhere):
    with pytest.raises(Tampered):
        unseal(KEY, elsewhere, seal(KEY, KEY_ID, PLACE, b"clear"))


def test_another_key_is_refused():
    with pytest.raises(Tampered):
        unseal(OTHER_KEY, PLACE, seal(KEY, KEY_ID, PLACE, b"clear"))


@given(st.data())
def test_a_changed_bit_anywhere_is_refused(data):
    value = bytearray(seal(KEY, KEY_ID, PLACE, b"clear"))
    value[data.draw(st.integers(0, len(value) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Tampered):
        unseal(KEY, PLACE, bytes(value))


@given(st.integers(0, 44))
def test_a_value_cut_short_is_refused(length):
    with pytest.raises(Tampered):
        unseal(KEY, PLACE, seal(KEY, KEY_ID, PLACE, b"")[:length])


def test_keys_are_random_and_of_256_bits():
    assert len({envelope.new_key() for _ in range(100)}) == 100
    assert len(envelope.new_key()) == 32
