"""Known vulnerabilities are told; a closed network is told too, and fails nothing."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config.trial.checks import commands
from config.trial.packages import NotAskedError, advisory_problems


class Source(HTTPServer):
    """An advisory database that knows of one package, or answers nonsense."""

    def __init__(self, bad: str = "", nonsense: bytes = b"") -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.bad, self.nonsense, self.asked = bad, nonsense, []

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()


class Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        self.server.asked += [query["package"]["name"] for query in queries]
        found = [
            {"vulns": [{"id": "X-1"}]} if q["package"]["name"] == self.server.bad else {}
            for q in queries
        ]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.nonsense or json.dumps({"results": found}).encode())

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture(autouse=True)
def servers_as_they_were(monkeypatch):
    """`check` names its own servers in the environment."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.setenv(name, os.environ[name])


def ask(monkeypatch, source: Source) -> list[str]:
    monkeypatch.setenv("PORTAL_ADVISORIES", f"http://127.0.0.1:{source.server_port}/")
    return advisory_problems()


def test_a_vulnerable_package_is_named_with_its_version(monkeypatch):
    with Source(bad="django") as source:
        [problem] = ask(monkeypatch, source)
    assert problem.startswith("django 5.2.")
    assert problem.endswith(": X-1")


def test_every_package_of_production_is_asked_about_and_none_is_fine(monkeypatch):
    with Source() as source:
        assert ask(monkeypatch, source) == []
    assert {"django", "celery", "psycopg", "cryptography"} <= set(source.asked)
    assert len(source.asked) > 40


@pytest.mark.parametrize("nonsense", [b"x", b"{}", b"[]"])
def test_a_source_that_talks_nonsense_counts_as_not_asked(monkeypatch, nonsense):
    with Source(nonsense=nonsense) as source, pytest.raises(NotAskedError):
        ask(monkeypatch, source)


def test_a_closed_network_is_said_and_fails_nothing(monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_ADVISORIES", "http://127.0.0.1:9/")
    only = [commands.Check("known vulnerabilities", problems=advisory_problems)]
    monkeypatch.setattr(commands, "all_checks", lambda files: only)
    assert commands.check_code() == 0
    assert "– known vulnerabilities: not looked up" in capsys.readouterr().out


def test_control_a_found_one_fails_the_check(monkeypatch):
    monkeypatch.setattr(
        commands, "all_checks", lambda files: [commands.Check("x", problems=advisory_problems)]
    )
    with Source(bad="django") as source:
        monkeypatch.setenv("PORTAL_ADVISORIES", f"http://127.0.0.1:{source.server_port}/")
        assert commands.check_code() == 1
