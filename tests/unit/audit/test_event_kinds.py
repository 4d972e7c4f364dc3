"""Every kind of event that the code writes has a sentence for people and a rule for erasure."""

import ast
from pathlib import Path

from cases.services.transitions import KINDS
from safeguard.audit.kinds import all_kinds

ROOT = Path(__file__).resolve().parents[3]
DRAFTING = {"draft", "case_draft", "EventDraft"}


def written_kinds() -> set[str]:
    found = set()
    for path in [*ROOT.glob("cases/**/*.py"), *ROOT.glob("commissions/**/*.py"), *ROOT.glob("safeguard/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DRAFTING:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found | set(KINDS.values())


def test_the_code_writes_events():
    assert {"meeting.called", "deadline.missed"} <= written_kinds()


def test_every_written_kind_has_a_sentence_and_an_erasure_rule():
    assert sorted(written_kinds() - all_kinds().keys()) == []
