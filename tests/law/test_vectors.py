"""Every worked case for machines, through the functions of the application and through the commands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safeguard.procedures import ask, catalogue

from .asking import batch

ASK: dict[str, Callable[[Any], Any]] = {"explain": ask.explain, "tally": ask.tally, "workdays": ask.workdays}
ALL = [json.loads(line) for line in (Path(__file__).parent / "vectors.jsonl").read_text().splitlines()]


def seen(vector: dict[str, Any], answer: Any) -> Any:
    """Of an answer, what the vector speaks about."""
    if vector["command"] == "explain":
        due = {each["rule"]: each["due"] for each in answer["deadlines"]}
        return {rule: due.get(rule) for rule in vector["expect"]}
    if vector["command"] == "tally":
        return {name: answer[name] for name in vector["expect"]}
    return answer


def test_every_procedure_of_the_contract_is_there_and_asked_about():
    five = {"ua-1646", "ua-bila-tserkva-21", "ua-dnipro-cpto", "ua-kharkiv-51", "kz-2021"}
    assert set(catalogue.procedures()) == five
    assert {vector["ask"].get("procedure", "kz-2021") for vector in ALL} == five
    assert len(ALL) == 29


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector["id"])
def test_functions_answer_as_worked_by_hand(vector: dict[str, Any]):
    assert seen(vector, ASK[vector["command"]](vector["ask"])) == vector["expect"]


@pytest.mark.parametrize("command", sorted(ASK))
def test_commands_answer_as_worked_by_hand(command: str):
    vectors = [vector for vector in ALL if vector["command"] == command]
    answers = batch(command, [vector["ask"] for vector in vectors])
    assert {v["id"]: seen(v, answer) for v, answer in zip(vectors, answers, strict=True)} == {
        v["id"]: v["expect"] for v in vectors
    }
