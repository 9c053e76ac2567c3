"""What allauth does not promise to keep is used in one module."""

import ast
from pathlib import Path

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import BaseSignupForm, LoginForm, ResetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.forms import Form

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("agencies", "recruitment", "conferences", "campaigns", "config")
HOME = "agencies/sign_in/allauth_internals.py"
OPEN = (
    DefaultAccountAdapter,
    AuthenticationBackend,
    BaseSignupForm,
    LoginForm,
    ResetPasswordForm,
    DefaultMFAAdapter,
    BaseAuthenticateForm,
    DefaultSocialAccountAdapter,
)
OF_DJANGO = {name for known in (Form, ModelBackend) for name in dir(known)}
PRIVATE = {
    name for known in OPEN for name in dir(known) if name.startswith("_") and "__" not in name
} - OF_DJANGO


def leaning(source: str) -> list[str]:
    """What a module takes of allauth's insides: imports, and names that allauth's classes keep to
    themselves.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "allauth":
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found += [
                name
                for name in names
                if "internal" in name or "._" in name or name == "allauth.core.context"
            ]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("allauth")]
        elif isinstance(node, ast.Attribute) and node.attr in PRIVATE:
            found.append(node.attr)
        elif isinstance(node, ast.FunctionDef) and node.name in PRIVATE:
            found.append(node.name)
    return found


def test_the_check_sees_each_way_of_leaning():
    assert leaning("from allauth.core.internal import ratelimit") == [
        "allauth.core.internal.ratelimit"
    ]
    assert leaning("from allauth.core import context") == ["allauth.core.context"]
    assert leaning("import allauth.core.internal.ratelimit") == ["allauth.core.internal.ratelimit"]
    assert leaning("self._stash_user(person)") == ["_stash_user"]
    assert leaning("def _rollback_login_failed_rl_usage(self): pass") == [
        "_rollback_login_failed_rl_usage"
    ]
    assert leaning("from allauth.mfa.models import Authenticator") == []


def test_one_module_leans_on_the_insides_of_allauth():
    found = {
        str(path.relative_to(ROOT)): taken
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if (taken := leaning(path.read_text()))
    }
    assert list(found) == [HOME]
