"""What conversions do to the text of a document: each function damages a sound text in one way."""

import re
import textwrap
import unicodedata


def doubled(text: str) -> str:
    """An empty line after each line; empty lines between paragraphs are lost."""
    return "\n\n".join(f"{line} " for line in text.split("\n") if line.strip())


def paged(text: str) -> str:
    """A page number and a blank every 23 lines, wherever that falls."""
    lines = text.split("\n")
    pages = [lines[at : at + 23] for at in range(0, len(lines), 23)]
    return "\n\n\n{}\n\n".join("\n".join(page) for page in pages).format(*range(2, len(pages) + 2))


def doubled_and_paged(text: str) -> str:
    lines = [f"{line} " for line in text.split("\n") if line.strip()]
    pages = [lines[at : at + 27] for at in range(0, len(lines), 27)]
    return "\n\n".join(
        line
        for number, page in enumerate(pages, 1)
        for line in ([f"{number} ", *page] if number > 1 else page)
    )


def wrong_letters(text: str) -> str:
    return text.replace("Ư", "\u01a2").replace("ư", "\u01a3")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def rewrapped(text: str) -> str:
    """Wrapped anew at 62 characters, with a dash of another kind."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join("\n".join(_wrap(block, 62)) for block in paragraphs).replace("\n- ", "\n– ")


def _wrap(block: str, width: int) -> list[str]:
    items = re.split(
        r"\n(?=[-+–] |\d{1,2}[.-]|[a-zđ]\) |Đơn vị|Cơ quan|Thời gian|[A-ZĐ(]{2})", block
    )
    return [line for item in items for line in textwrap.wrap(" ".join(item.split()), width)]


def unwrapped(text: str) -> str:
    """Each paragraph on one line, no empty lines."""
    blocks = re.split(r"\n\s*\n", text)
    return "\n".join(
        " ".join(item.split())
        for block in blocks
        for item in re.split(
            r"\n(?=[-+–] |\d{1,2}[.-]|[a-zđ]\) |Đơn vị|Cơ quan|Thời gian|[A-ZĐ(]{2})", block
        )
    )


def windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n").replace(" ", "\u00a0", 40)


ALL = [doubled, paged, doubled_and_paged, wrong_letters, decomposed, rewrapped, unwrapped, windows]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
