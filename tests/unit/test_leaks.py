"""The search for leaked words finds them in every clothing, and nothing else."""

import base64
import json
import pickle

import pytest

from tests.leaks import found_in

NAME = "Перелітний Остап"


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(f"INFO {NAME} signed in".encode(), id="a log"),
        pytest.param(json.dumps({"args": [NAME]}).encode(), id="JSON with escapes"),
        pytest.param(json.dumps(json.dumps([NAME])).encode(), id="JSON inside JSON"),
        pytest.param(b"\\x" + NAME.encode().hex().encode(), id="a dump of bytea"),
        pytest.param(pickle.dumps({"typed": NAME}), id="a pickled session"),
        *(
            pytest.param(base64.b64encode(b"x" * n + json.dumps([NAME]).encode()), id=f"a message of a queue, {n}")
            for n in range(3)
        ),
        *(pytest.param(base64.b64encode(b"x" * n + NAME.encode() + b"tail"), id=f"base64, {n}") for n in range(3)),
    ],
)
def test_found(hidden):
    assert found_in(hidden, [NAME, "Хтось Інший"]) == {NAME}
