"""Asks a web server for pages over several connections at once, each asking again as soon as it
was answered.
"""

import asyncio
import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_TAG = re.compile(rb"\r\netag: ([^\r]+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: chunked", re.IGNORECASE)


@dataclass
class Load:
    """What was answered: seconds of each page, and what went wrong."""

    seconds: float
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.times) / self.seconds

    @property
    def p95(self) -> float:
        ordered = sorted(self.times)
        return ordered[math.ceil(0.95 * len(ordered)) - 1]


def put_load(port: int, path: Callable[[], str], *, connections: int, seconds: float) -> Load:
    """`path` makes the address of each page; pages are asked for compressed, as browsers do."""
    return asyncio.run(_load(port, path, connections, seconds))


async def _load(port: int, path: Callable[[], str], connections: int, seconds: float) -> Load:
    load = Load(seconds)
    ends_at = time.perf_counter() + seconds
    await asyncio.gather(*(_ask(port, path, load, ends_at) for _number in range(connections)))
    return load


async def _ask(port: int, path: Callable[[], str], load: Load, ends_at: float) -> None:
    reader = writer = None
    while time.perf_counter() < ends_at:
        started = time.perf_counter()
        try:
            if writer is None or writer.is_closing():
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            status, goes_on = await _page(reader, writer, path())
        except (OSError, asyncio.IncompleteReadError) as problem:
            load.errors.append(repr(problem))
            writer = None
            continue
        if status != 200:
            load.errors.append(f"answered {status}")
        load.times.append(time.perf_counter() - started)
        if not goes_on:
            writer.close()
    if writer is not None:
        writer.close()


async def watch_page(
    port: int,
    path: str,
    *,
    watchers: int,
    every: float,
    seconds: float,
    is_over: Callable[[], bool] = lambda: False,
) -> Load:
    """Each watcher asks every so many seconds, a fifth more or less, with the version that it has;
    "not modified" is an answer as well. Each question is a connection of its own.

    Until so many seconds are over, or `is_over` says so.
    """
    load = Load(seconds)
    ends_at = time.perf_counter() + seconds

    def goes_on() -> bool:
        return time.perf_counter() < ends_at and not is_over()

    await asyncio.gather(*(_watch(port, path, load, every, goes_on) for _number in range(watchers)))
    return load


async def _watch(
    port: int, path: str, load: Load, every: float, goes_on: Callable[[], bool]
) -> None:
    tag = ""
    await asyncio.sleep(random.uniform(0, every))  # noqa: S311 no secret
    while goes_on():
        started = time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            status, tag = await _ask_newer(reader, writer, path, tag)
            writer.close()
            if status not in (200, 304):
                load.errors.append(f"answered {status}")
            load.times.append(time.perf_counter() - started)
        except (OSError, asyncio.IncompleteReadError) as problem:
            load.errors.append(repr(problem))
        await asyncio.sleep(every * random.uniform(0.8, 1.2))  # noqa: S311 no secret


async def _ask_newer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, tag: str
) -> tuple[int, str]:
    # Its status, and the version that it says.
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    words = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{known}\r\n"
    writer.write(words.encode())
    answer = await reader.read()
    said = _TAG.search(answer)
    return int(answer[9:12]), said[1].decode() if said else tag


async def _page(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str
) -> tuple[int, bool]:
    # Its status, and whether the connection is kept.
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length is None or _CHUNKED.search(head):
        raise OSError("an answer without a length")
    await reader.readexactly(int(length[1]))
    return int(head[9:12]), b"connection: close" not in head.lower()
