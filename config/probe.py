"""Asks this container's web server whether it serves. Run as a file for health checks: it imports
nothing of ours.
"""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def main() -> int:
    host = urlsplit(os.environ.get("SITE_URL", "")).netloc or "localhost"
    # As the proxy in front would ask: by a name that is allowed, and over TLS.
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 our own address
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
