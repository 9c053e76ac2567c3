"""The reader on the largest document at hand, beside the least that any reader does: decode, and
look at each line.
"""

import re
from pathlib import Path

from bench.measure import Figure, in_turns, seconds
from reader import read_bytes

DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "documents"
NUMBERED = re.compile(r"^\s*(?:[IVXLC]+\.|\d+(?:\.\d+)*\.?|[a-zđ]\)|[-+])\s+\S", re.MULTILINE)
LONGEST = 10.0
CLAUSE = (
    "{n}. Sở Tài chính chủ trì, phối hợp với Ủy ban nhân dân các huyện, thành phố và các cơ quan, "
    "đơn vị có liên quan "
    "thẩm định dự toán kinh phí, tham mưu Ủy ban nhân dân tỉnh xem xét, quyết định; "
    "hoàn thành trước ngày {d:02d}/11/2026.\n"
)


def measure(tasks: int) -> list[Figure]:
    name, data = _largest()
    ours, floor = in_turns(
        lambda: seconds(lambda: read_bytes(data, filename=name)),
        lambda: seconds(lambda: _least(data)),
    )
    note = f"{name}, {len(data) // 1000} KB, {len(data) / ours / 1000:.0f} KB/s"
    return [Figure("reader, largest document", ours, floor, "10 s", ours <= LONGEST, note)]


def _largest() -> tuple[str, bytes]:
    """Of the documents beside the checkout; without them, one of 400 clauses of our own."""
    found = sorted(DOCUMENTS.glob("*.txt"), key=lambda path: path.stat().st_size)
    if found:
        return found[-1].name, found[-1].read_bytes()
    text = "KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n" + "".join(
        CLAUSE.format(n=n, d=n % 28 + 1) for n in range(1, 401)
    )
    return "ke-hoach.txt", text.encode()


def _least(data: bytes) -> int:
    return len(NUMBERED.findall(data.decode()))
