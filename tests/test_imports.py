"""Every module can be imported, and what is asked of it exists, inside functions too: what only a
rare command uses breaks as early as a page.
"""

import subprocess
import sys
from pathlib import Path

from tests.sources import ROOT
from tests.test_rooms import PACKAGES


def import_problems(folder: Path, *packages: str) -> list[str]:
    """Of a process that imports all modules of the packages: those of one may not go twice."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.import_modules", folder, *packages],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_every_module_and_every_imported_name_is_there():
    assert import_problems(ROOT, *PACKAGES) == []


def test_control_a_name_that_is_gone_is_found_wherever_it_is_imported(tmp_path):
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "above.py").write_text("from vietnam.dates import no_such_name\n")
    (package / "inside.py").write_text(
        "def late():\n    import vietnam.no_such_module\n    from planted import above\n"
        "    from vietnam import dates\n    from vietnam.dates import format_date, no_such_name\n"
        "    return dates.format_date, dates.no_such_name\n"
    )
    assert [line.split(": ")[0] for line in import_problems(tmp_path, "planted")] == [
        "planted.above:1",
        "planted.above:1",
        "planted.inside:2",
        "planted.inside:3",
        "planted.inside:5",
        "planted.inside:6",
    ]
