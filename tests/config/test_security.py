"""Headers, cookies and secrets as a deployment has them, scored by the arithmetic of Mozilla's
Observatory.
"""

import json
import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.sources import ROOT

PRODUCTION = {
    "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "SECRET_KEY": "".join(chr(48 + (7 * n) % 60) for n in range(60)),
    "DEBUG": "false",
}
STRONG = "".join(chr(65 + (11 * n) % 26) for n in range(60))
ASK = """
import json, django
django.setup()
from django.test import Client
page = Client().get("/tai-khoan/dang-nhap/", secure=True, headers={"host": "portal.example"})
plain = Client().get("/tai-khoan/dang-nhap/", headers={"host": "portal.example"})
cookies = [morsel.OutputString() for morsel in page.cookies.values()]
seen = {"headers": dict(page.headers), "cookies": cookies}
print(json.dumps(seen | {"plain": [plain.status_code, plain["Location"]]}))
"""


def run(program: str, **environment: str) -> subprocess.CompletedProcess:
    given = os.environ | PRODUCTION | environment
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=given, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def answer() -> dict:
    told = run(ASK)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: values for name, *values in parts}


def test_the_policy_lets_nothing_in_but_our_own(answer):
    policy = directives(answer["headers"]["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["object-src"] == ["'none'"]
    assert policy["report-uri"] == ["/csp"]
    assert "unsafe" not in answer["headers"]["Content-Security-Policy"]


def test_the_score_is_an_a_plus(answer):
    """Marks of the public rules: bonuses above 100 count once nothing is missing."""
    headers, policy = answer["headers"], directives(answer["headers"]["Content-Security-Policy"])
    marks = {
        "csp without unsafe and default none": 10 if policy["default-src"] == ["'none'"] else -25,
        "cookies": 5 if all_cookies_guarded(answer["cookies"]) else -40,
        "hsts preloaded": 5 if hsts(headers) else -20,
        "redirection": 0
        if answer["plain"][0] == 301 and answer["plain"][1].startswith("https://")
        else -20,
        "referrer": 5 if headers.get("Referrer-Policy") == "same-origin" else 0,
        "nosniff": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "frames": 5 if policy["frame-ancestors"] == ["'none'"] else -20,
        "resource policy": 10
        if headers.get("Cross-Origin-Resource-Policy") == "same-origin"
        else 0,
    }
    assert 100 + sum(marks.values()) >= 135, marks


def all_cookies_guarded(cookies: list[str]) -> bool:
    wanted = ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
    return bool(cookies) and all(
        c.startswith("__Host-") and all(w in c for w in wanted) for c in cookies
    )


def hsts(headers: dict[str, str]) -> bool:
    said = headers.get("Strict-Transport-Security", "")
    return said.startswith("max-age=31536000") and "includeSubDomains" in said and "preload" in said


def test_the_device_s_senses_are_switched_off(answer):
    assert "camera=()" in answer["headers"]["Permissions-Policy"]
    assert "geolocation=()" in answer["headers"]["Permissions-Policy"]
    assert answer["headers"]["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "weak", [{"SECRET_KEY": "short"}, {"SECRET_KEY": "x" * 60}, {"DEBUG": "true"}]
)
def test_a_weak_secret_or_debugging_is_refused_in_production(weak):
    told = run("import config.settings", **weak)
    assert told.returncode != 0
    [name] = weak
    assert f"{name}: " in told.stderr


def test_a_weak_former_key_is_refused_in_production():
    told = run("import config.settings", SECRET_KEY_FALLBACKS=f"{STRONG},short")
    assert told.returncode != 0
    assert "SECRET_KEY_FALLBACKS: has only 5 characters" in told.stderr


@pytest.mark.parametrize(
    ("given", "kept"),
    [("", []), (f" {STRONG} , ", [STRONG]), (f"{STRONG},b{STRONG}", [STRONG, f"b{STRONG}"])],
)
def test_former_keys_are_read_from_the_environment(given, kept):
    program = "import config.settings as s; print(*s.SECRET_KEY_FALLBACKS)"
    assert run(program, SECRET_KEY_FALLBACKS=given).stdout.split() == kept


def test_a_form_may_lead_to_the_identity_provider():
    program = (
        "import config.settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    oidc = {
        "OIDC_ISSUER": "https://id.example/realms/x",
        "OIDC_CLIENT_ID": "a",
        "OIDC_CLIENT_SECRET": "b",
    }
    assert run(program, **oidc).stdout.strip() == "[\"'self'\", 'https://id.example']"


# What the browser tells ---------------------------------------------------------------------------
REPORT = {
    "csp-report": {
        "document-uri": "https://portal.example/loi-moi/secret-token/?x=1",
        "violated-directive": "script-src\nfake line",
        "blocked-uri": "https://evil.example/a.js?token=secret",
    }
}


def tell(client, body: str):
    return client.post(reverse("csp-report"), body, content_type="application/csp-report")


@pytest.mark.django_db
def test_a_report_is_one_line_without_queries(client, caplog):
    cache.clear()
    assert tell(client, json.dumps(REPORT)).status_code == 204
    [line] = [
        record.getMessage()
        for record in caplog.records
        if record.name == "config.middleware.headers"
    ]
    assert "evil.example/a.js" in line
    assert "\n" not in line
    assert "token=secret" not in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", ["", "x", "[]", '{"csp-report": 1}', '{"csp-report": null}', "null", '"' * 200]
)
def test_nonsense_is_refused(client, body):
    cache.clear()
    assert tell(client, body).status_code == 400


@pytest.mark.django_db
def test_floods_and_long_ones_are_refused(client):
    cache.clear()
    assert tell(client, "x" * 10_000).status_code == 413
    statuses = [tell(client, json.dumps(REPORT)).status_code for _number in range(12)]
    assert statuses == [204] * 10 + [429] * 2
