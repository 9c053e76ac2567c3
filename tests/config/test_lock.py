from pathlib import Path

from packaging.version import Version

from config.trial.packages import lock_problems, locked_versions


def locks(directory: Path, **texts: str) -> Path:
    original = Path(__file__).resolve().parents[2] / "requirements"
    for name in ("production", "trial", "dev"):
        (directory / f"{name}.txt").write_text(
            texts.get(name, (original / f"{name}.txt").read_text())
        )
    return directory


def test_the_locks_are_those_of_pyproject() -> None:
    assert lock_problems() == []


def test_an_address_in_a_lock_is_a_problem(tmp_path: Path) -> None:
    production = (locks(tmp_path) / "production.txt").read_text()
    found = lock_problems(
        locks(tmp_path, production=f"--index-url https://packages.example/simple\n{production}")
    )
    assert found == ["requirements/production.txt names an address."]


def test_a_package_missing_from_a_lock_is_a_problem(tmp_path: Path) -> None:
    found = lock_problems(locks(tmp_path, production=""))
    assert "requirements/production.txt lacks Django<5.3,>=5.2." in found


def test_a_version_that_pyproject_does_not_want_is_a_problem(tmp_path: Path) -> None:
    production = (
        (locks(tmp_path) / "production.txt").read_text().replace("django==5.2", "django==4.2", 1)
    )
    problems = lock_problems(locks(tmp_path, production=production))
    assert [problem.split(" ")[2] for problem in problems if "not <5.3" in problem] == ["Django"]
    assert any(
        problem.startswith("django 4.2") and problem.endswith("is otherwise in trial.txt.")
        for problem in problems
    )


def test_locked_versions_are_read_with_markers_and_hashes() -> None:
    text = (
        "celery==5.7.0 \\\n    --hash=sha256:00\nPy_Yaml==6.0 ; python_version < '4' \\\n    # "
        "via x\n"
    )
    assert locked_versions(text) == {"celery": Version("5.7.0"), "py-yaml": Version("6.0")}
