"""A file that a process touches in each round, and the program that asks how old it is.

Beat, the worker and the nightly backup touch theirs (HEARTBEAT_FILE). For health checks this module
is run as a file, with the most seconds that may have passed: it imports nothing of ours, and takes
a fiftieth of a second.
"""

import os
import sys
import time


def touch_heartbeat(path: str) -> None:
    """Now; without a path nothing happens. If a file cannot be written, the health check will
    notice.
    """
    if not path:
        return
    try:
        with open(path, "ab"):
            os.utime(path)
    except OSError as problem:
        print(problem, file=sys.stderr)


def heartbeat_age(path: str) -> float:
    """Seconds since it was touched, even if the clock has been put back since. Raises OSError
    without a file.
    """
    return abs(time.time() - os.stat(path).st_mtime)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not arguments[0].isdigit():
        print(
            "How many seconds may have passed? Such as: python config/heartbeat.py 180",
            file=sys.stderr,
        )
        return 2
    path = os.environ.get("HEARTBEAT_FILE", "")
    try:
        seconds = heartbeat_age(path)
    except OSError as problem:
        print(f"It has not come round yet: {problem}", file=sys.stderr)
        return 1
    print(f"It came round {seconds:.0f} seconds ago.")
    return 0 if seconds <= int(arguments[0]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
