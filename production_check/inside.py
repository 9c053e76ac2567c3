"""Inside the namespaces that __main__.py opened: `python -m production_check.inside build|trial
PLACE [CONTROL]`.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from production_check.engine.image import Build, Image
from production_check.engine.kernel import Kernel
from production_check.reading import project
from production_check.reading.dockerfile import ImageSettings
from production_check.report import CheckError, Report
from production_check.trial.run import ProductionTrial


def build_image(kernel: Kernel, place: Path, control: str) -> None:
    # On the network of the machine, which pip may need.
    layers = place / "layers"
    layers.mkdir(exist_ok=True)
    report = Report(place / "run")
    context = project.context_of(control, place)
    image = Build(project.stages(), context, layers, kernel, report).make_image()
    note = {"root": str(image.root), "settings": asdict(image.settings)}
    (place / "image.json").write_text(json.dumps(note))


def try_services(kernel: Kernel, place: Path, control: str) -> None:
    # On a network of its own.
    note = json.loads((place / "image.json").read_text())
    image = Image(Path(note["root"]), ImageSettings(**note["settings"]))
    run = ProductionTrial(image, kernel, Report(place / "run"))
    try:
        if control:
            print(f"✓ The control is red, as it must be: {run.try_control()}", flush=True)
        else:
            run.try_everything()
    finally:
        run.stop()


def main(verb: str, place: str, control: str = "") -> int:
    os.umask(0o022)
    kernel = Kernel(real_users=os.environ["PRODUCTION_CHECK_USERS"] == "real")
    try:
        {"build": build_image, "trial": try_services}[verb](kernel, Path(place), control)
    except CheckError as problem:
        print(f"✗ {problem}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
