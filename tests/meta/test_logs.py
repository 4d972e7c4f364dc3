"""What was typed can reach a log through an exception. It must not come out at the other end."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest

from safeguard.logs import logging_settings

SECRET = "Тарас вдарив Оленку"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    made = logging_settings("INFO", as_json=True)
    formatter = logging.config.DictConfigurator(made).configure_formatter(made["formatters"]["line"])
    target = io.StringIO()
    handler = logging.StreamHandler(target)
    handler.setFormatter(formatter)
    log = logging.getLogger("a.logger.of.this.test")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    yield target
    log.removeHandler(handler)


def test_an_exception_keeps_its_type_and_place_and_loses_its_words(lines: io.StringIO) -> None:
    log = logging.getLogger("a.logger.of.this.test")
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise ValueError(SECRET) from cause
    except ValueError:
        log.exception("task %s failed", "0190-id")
    entry = json.loads(lines.getvalue())
    assert entry["event"] == "task 0190-id failed"
    assert entry["error"] == "builtins.ValueError < builtins.KeyError"
    assert entry["at"][-1].endswith("test_an_exception_keeps_its_type_and_place_and_loses_its_words")
    assert SECRET not in lines.getvalue()
