"""What a web server of the portal answers to somebody outside."""

import http.client
import json
import socket


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def get_page(port: int, path: str, timeout: float, cookie: str = "") -> tuple[int, str]:
    """Status and page; 0 of what was not answered within `timeout` seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def reads_database(port: int) -> bool:
    """Whether what it answers comes from the database; the jobs do not run here."""
    try:
        return json.loads(get_page(port, "/readyz", 10)[1])["database"]
    except (ValueError, KeyError):
        return False
