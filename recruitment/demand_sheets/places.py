"""Where the work is, of one cell that names plant, park and town together: “Nhà máy 2 - KCN Quế
Võ”.
"""

import re

from recruitment.demand_sheets.marks import Mark, MarkCode
from vietnam.folding import clean_text

OUTSIDE = "Không"  # what the cell of a park says where there is none
_PARK = re.compile(
    r"\b((?:KCN|CCN|Khu công nghiệp|Cụm công nghiệp|Khu CN|Cụm CN)\s*[^,;/\n()–—-]+)", re.IGNORECASE
)
_WARD = re.compile(r"\b((?:xã|phường|thị trấn|đặc khu)\s+[^,;/\n()–—-]+)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:tp|thành phố|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|đường|phố|quốc lộ|ql)\b", re.I
)
_PARK_WORDS = re.compile(r"^(?:KCN|Khu công nghiệp|Khu CN)\s*", re.IGNORECASE)
_CLUSTER_WORDS = re.compile(r"^(?:CCN|Cụm công nghiệp|Cụm CN)\s*", re.IGNORECASE)


def read_workplace(text: str) -> tuple[dict[str, str], list[Mark]]:
    """park, ward and address, as far as the cell names them. Several parks in one cell are asked
    about; a place in a town without a park is read as outside, and marked.
    """
    cleaned = " ".join(clean_text(text).split())
    parks = list(dict.fromkeys(_full_name(name) for name in _PARK.findall(cleaned)))
    wards = list(dict.fromkeys(name.strip() for name in _WARD.findall(cleaned)))
    said = {"address": _rest(cleaned)}
    marks = []
    if len(wards) == 1:
        said["ward"] = wards[0]
    if len(parks) > 1:
        marks.append(Mark("park", MarkCode.PLACES, "; ".join(parks)))
    elif parks:
        said["park"] = parks[0]
    elif _ELSEWHERE.search(cleaned):
        said["park"] = OUTSIDE
        marks.append(Mark("park", MarkCode.OUTSIDE, cleaned))
    return {name: value for name, value in said.items() if value}, marks


def _full_name(name: str) -> str:
    bare = _CLUSTER_WORDS.sub("", name.strip())
    if bare != name.strip():
        return f"CCN {bare}"
    return f"KCN {_PARK_WORDS.sub('', name.strip())}"


def _rest(text: str) -> str:
    # Without the park, which has a column of its own.
    rest = _PARK.sub(" ", text)
    pieces = [
        " ".join(piece.split()) for piece in re.split(r"[,;]|\s[–—-]\s|\s[–—-]|[–—-]\s", rest)
    ]
    return ", ".join(piece.strip(" ,;–—-()") for piece in pieces if piece.strip(" ,;–—-()"))
