"""Which process of the portal this is, as the log names it, and by which clock."""

import os
import sys
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

# For every line, whatever zone the machine or the container has.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@cache
def process_kind() -> str:
    """`web`, `worker`, `beat`, or the command: `manage.py migrate`."""
    program, *words = sys.argv or [""]
    name, last = Path(program).name, Path(program).parts[-2:]
    if "gunicorn" in last or os.environ.get("IS_WEB_SERVER", "").lower() == "true":
        return "web"
    if "celery" in last:
        return next((kind for kind in ("worker", "beat") if kind in words), "celery")
    if name == "manage.py" or last == ("django", "__main__.py"):
        return f"manage.py {words[0]}" if words else "manage.py"
    return name or "python"
