"""The house style that a machine can hold (docs of the style: README, "How the code is laid
out").
"""

import ast
import re
import tomllib

from tests.sources import APPS, PACKAGES, ROOT, python_files, templates

# What a file of each kind may import from its own app: itself and what stands left of it.
ORDER = [
    "choices",
    "models",
    "kept_secrets",
    "queries",
    "permissions",
    "errors",
    "disk",
    "origin",
    "services",
    "accounts",
    "forms",
    "exports",
]
ORDER += ["tasks", "views", "urls"]
APP_FILES = {"__init__", "admin", "apps", "context_processors", "signals", *ORDER}
APP_FOLDERS = APP_FILES | {
    "management",
    "migrations",
    "templatetags",
    "reader",
    "replica",
    "data",
    "demo",
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 45
LONGEST_STATIC = 900


def test_apps_hold_only_files_of_known_names():
    strangers = [
        str(p.relative_to(ROOT))
        for app in APPS
        for p in (ROOT / app).iterdir()
        if p.name != "__pycache__" and p.stem not in (APP_FOLDERS if p.is_dir() else APP_FILES)
    ]
    assert strangers == []


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
    overrides = ("account/", "allauth/", "mfa/", "socialaccount/", "django/", *answers)
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


def test_imports_inside_an_app_go_left():
    wrong = []
    for app in APPS:
        for path in python_files(app):
            kind = path.relative_to(ROOT / app).parts[0].removesuffix(".py")
            if kind in ORDER:
                wrong += [
                    f"{path.relative_to(ROOT)} imports {name}"
                    for name in _right_imports(path, app, kind)
                ]
    assert wrong == []


def _right_imports(path, app: str, kind: str) -> list[str]:
    allowed = (
        ORDER[: ORDER.index(kind) + 1]
        if kind != "permissions"
        else ["choices", "models", "permissions"]
    )
    names = [
        n.module
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.ImportFrom) and n.module
    ]
    kinds = {name: name.split(".")[1] for name in names if name.startswith(f"{app}.")}
    return [
        name for name, its_kind in kinds.items() if its_kind in ORDER and its_kind not in allowed
    ]


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
