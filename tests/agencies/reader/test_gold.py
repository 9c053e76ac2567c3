"""The reader on real documents with hand-made answers, where these stand beside the checkout."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from agencies.reader import read_bytes

SHARED = Path(__file__).resolve().parents[4] / "shared"
LIMITS = {
    ("found", "core"): 0.95,
    ("matched", "predicted"): 0.92,
    ("agencies_ok", "agencies"): 0.92,
    ("dl_ok", "dl_gold"): 0.95,
    ("dl_pred_ok", "dl_pred"): 0.95,
}


@pytest.mark.skipif(
    not (SHARED / "documents").is_dir() and "CI" not in os.environ,
    reason="real documents are not beside this checkout; test_reading.py always runs, and CI never goes without",
)
def test_real_documents_reach_the_promised_figures() -> None:
    score = _scorer().score
    total: dict[str, int] = {}
    for answer in sorted((SHARED / "documents" / "gold").glob("*.json")):
        document = SHARED / "documents" / f"{answer.stem}.txt"
        reading = json.loads(json.dumps(read_bytes(document.read_bytes()).as_dict()))
        for key, value in score(json.loads(answer.read_text()), reading).items():
            total[key] = total.get(key, 0) + value

    assert total["core"] > 0
    assert [pair for pair, limit in LIMITS.items() if total[pair[0]] < limit * total[pair[1]]] == []


def _scorer():
    spec = importlib.util.spec_from_file_location("score_reader", SHARED / "tools" / "score_reader.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
