"""Nobody acts as somebody else: an acting person is taken from the request, never from a stored
row.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("agencies", "recruitment", "conferences", "campaigns", "config")
FROM_REQUESTS = {
    ("agencies/people/permissions.py", "guarded"),
    ("agencies/site/context_processors.py", "_places"),
    ("agencies/admin/bases.py", "administering_actor"),
}
FROM_ROWS = {
    (
        "agencies/people/permissions.py",
        "present_actor",
    ),  # checks the holding, the account and, by its caller, the right
    ("agencies/demo/talk.py", "_ask_why"),
    ("agencies/demo/people.py", "officer"),
    ("agencies/demo/people.py", "coordinator"),
    ("agencies/demo/people.py", "decider"),
    ("recruitment/demo/__init__.py", "holding_actor"),
    ("campaigns/demo/targets.py", "account_actor"),
    ("campaigns/demo/periods.py", "_reporter"),
    ("campaigns/demo/periods.py", "_above"),
    ("campaigns/demo/reports.py", "_actor_with"),
}
"""The demonstration plays people; everything else that goes on without a request asks
`present_actor`.
"""
JOBS = {
    ("agencies/letters/summaries.py", "_sections_of_apps"),  # the person's own mail; it only reads
    ("recruitment/api/services.py", "actor_of_token"),  # the token is its maker's
    ("recruitment/imports/runs.py", "actor_of_run"),  # who pressed the button, on a row of its own
    ("recruitment/bulletins/alerts.py", "_send"),  # a kept search is its keeper's; it only reads
    ("recruitment/management/commands/import_vacancies.py", "_representative"),
    ("campaigns/frozen_reports/building.py", "keep_first_paper"),  # who asked for the freezing
    ("campaigns/report_schedule/services.py", "_ask_freezing"),  # who set the schedule
    ("campaigns/report_schedule/letters.py", "_month_report"),  # its reader's; it only reads
}


def makers(source: str, name: str) -> list[str]:
    """The functions in which something is called by that name, also as an attribute or under
    another name.
    """
    tree = ast.parse(source)
    names = {name} | {
        each.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if each.name == name and each.asname
    }
    found = []

    def walk(node: ast.AST, inside: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = node.name
        if isinstance(node, ast.Call):
            called = (
                node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            )
            if called in names:
                found.append(inside)
        for child in ast.iter_child_nodes(node):
            walk(child, inside)

    walk(tree, "")
    return found


def all_makers(name: str) -> set[tuple[str, str]]:
    files = [
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    ]
    return {
        (str(path.relative_to(ROOT)), function)
        for path in files
        for function in makers(path.read_text(encoding="utf-8"), name)
    }


def test_an_actor_is_made_of_a_request_or_by_the_one_function_that_checks():
    assert all_makers("Actor") == FROM_REQUESTS | FROM_ROWS


def test_only_named_jobs_go_on_in_the_name_of_a_stored_person():
    assert all_makers("present_actor") == JOBS


def test_no_actor_is_changed_into_another():
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert [path for path in files if changes_actor(path.read_text(encoding="utf-8"))] == []


def changes_actor(source: str) -> bool:
    """By `dataclasses.replace`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (
        call
        for call in calls
        if "replace" in (getattr(call.func, "id", ""), getattr(call.func, "attr", ""))
    )
    return any({"person", "seat"} & {each.arg for each in call.keywords} for call in named)


@pytest.mark.parametrize(
    "planted",
    [
        "def publish(row):\n    return Actor(person=row.person, seat=row.seat)",
        (
            "from agencies.people.permissions import Actor as Person\ndef publish(row):\n    "
            "Person(row.person, row.seat)"
        ),
        (
            "from agencies import permissions\ndef publish(row):\n    return "
            "permissions.Actor(row.who, row.seat)"
        ),
        "async def publish(row):\n    return (lambda: Actor(row.person, row.seat))()",
    ],
)
def test_one_that_is_planted_is_found(planted):
    assert makers(planted, "Actor") == ["publish"]


def test_a_planted_change_is_found():
    assert changes_actor("def publish(row, by):\n    return replace(by, person=row.person)")
    assert not changes_actor("def fold(text):\n    return text.replace('a', 'b')")
