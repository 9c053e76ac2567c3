"""The house style that a machine can hold (the style: CONTRIBUTING.md, "House rules in short")."""

import ast
import re
import tomllib

from tests.sources import PACKAGES, ROOT, python_files, templates

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
LONGEST_STATIC = 900


def test_modules_stay_short():
    long = {
        str(p.relative_to(ROOT)): n
        for p in python_files()
        if (n := len(p.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_functions_stay_short():
    long = {
        f"{p.relative_to(ROOT)}:{node.name}": lines
        for p in python_files()
        for node in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_templates_hold_no_inline_style_script_or_handler():
    inline = re.compile(
        r"""<[^>]*\s(?:style|on[a-z]+)\s*=\s*["']|<style\b|<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")""",
        re.IGNORECASE,
    )
    pages = [p for p in templates() if "emails" not in p.parts]
    assert [str(p.relative_to(ROOT)) for p in pages if inline.search(p.read_text("utf-8"))] == []


def test_every_template_is_used():
    sources = "\n".join(p.read_text("utf-8") for p in [*python_files(), *templates()])
    answers = ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html")
    overrides = ("portal/", "account/", "allauth/", "mfa/", "socialaccount/", "django/", *answers)
    names = [str(p.relative_to(ROOT / "templates")) for p in templates()]
    unused = [
        n
        for n in names
        if not n.startswith(overrides)
        and n not in sources
        and re.sub(r"\.(subject|text|html)$", "", n) not in sources
    ]
    assert unused == []


def test_components_are_included_with_only():
    include = re.compile(r"{%\s*include\s+[\"']_components/[^%]*%}")
    loose = [
        f"{p.name}: {m}"
        for p in templates()
        for m in include.findall(p.read_text("utf-8"))
        if " only" not in m
    ]
    assert loose == []


def test_own_css_and_javascript_stay_small():
    def lines(suffix: str) -> int:
        return sum(
            len(p.read_text("utf-8").splitlines()) for p in (ROOT / "static").rglob(f"*{suffix}")
        )

    assert lines(".css") <= LONGEST_STATIC
    assert lines(".js") <= LONGEST_STATIC


MADE_CLASSES = {
    "crispy": {"asteriskField", "col-form-label", "is-valid", "alert-danger", "alert-block"}
}
MADE_CLASSES |= {"Django": {"errorlist"}, "htmx": {"htmx-request"}}
"""Classes that packages write; those of a look, a verdict or a tone are put together in
templates.
"""
PUT_TOGETHER = ("is-", "tone-")


def test_every_class_of_our_css_is_used():
    rules = "".join(p.read_text("utf-8") for p in (ROOT / "static").rglob("*.css"))
    selectors = re.findall(
        r"([^{}]+)\{", re.sub(r'/\*.*?\*/|url\([^)]*\)|"[^"]*"', "", rules, flags=re.DOTALL)
    )
    classes = {
        name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    }
    scripts = [p.read_text("utf-8") for p in (ROOT / "static").rglob("*.js")]
    used = "\n".join([*(p.read_text("utf-8") for p in [*templates(), *python_files()]), *scripts])
    words = set(re.findall(r"[\w-]+", used)).union(*MADE_CLASSES.values())
    assert sorted(name for name in classes - words if not name.startswith(PUT_TOGETHER)) == []


def test_no_catch_all_modules():
    assert [
        str(p.relative_to(ROOT))
        for p in python_files()
        if p.stem in {"utils", "common", "core", "helpers", "misc"}
    ] == []


def test_locks_name_no_address_and_hash_everything():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=")


def test_each_dependency_has_its_reason():
    block = (ROOT / "pyproject.toml").read_text("utf-8").split("[tool.")[0]
    lines = [line.strip() for line in block.splitlines() if re.match(r'\s+"[A-Za-z]', line)]
    assert [line for line in lines if "# " not in line] == []


def test_pyproject_names_the_packages_of_the_house():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert wheel["project"]["name"] == "cau-lao-dong"
    assert all((ROOT / package).is_dir() for package in PACKAGES)
