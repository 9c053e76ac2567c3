"""The reader on a plan of 400 clauses, beside the least that any reader does: decode, and look at
each line.
"""

import re

from bench.measure import Figure, in_turns, seconds
from reader import read_bytes

NUMBERED = re.compile(r"^\s*(?:[IVXLC]+\.|\d+(?:\.\d+)*\.?|[a-zđ]\)|[-+])\s+\S", re.MULTILINE)
LONGEST = 10.0
CLAUSE = (
    "{n}. Sở Tài chính chủ trì, phối hợp với Ủy ban nhân dân các huyện, thành phố và các cơ quan, "
    "đơn vị có liên quan "
    "thẩm định dự toán kinh phí, tham mưu Ủy ban nhân dân tỉnh xem xét, quyết định; "
    "hoàn thành trước ngày {d:02d}/11/2026.\n"
)


def measure(tasks: int) -> list[Figure]:
    data = _plan().encode()
    ours, floor = in_turns(
        lambda: seconds(lambda: read_bytes(data, filename="ke-hoach.txt")),
        lambda: seconds(lambda: _least(data)),
    )
    note = f"{len(data) // 1000} KB, {len(data) / ours / 1000:.0f} KB/s"
    return [Figure("reader, long plan", ours, floor, "10 s", ours <= LONGEST, note)]


def _plan() -> str:
    clauses = (CLAUSE.format(n=n, d=n % 28 + 1) for n in range(1, 401))
    return "KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n" + "".join(clauses)


def _least(data: bytes) -> int:
    return len(NUMBERED.findall(data.decode()))
