"""Carries out the Dockerfile: each stage in a folder, its layers remembered by what they were made
of.
"""

import contextlib
import fnmatch
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from production_check.engine import machine
from production_check.engine.containers import Container, run_to_end
from production_check.engine.kernel import Kernel
from production_check.reading.dockerfile import (
    ImageSettings,
    ImageStage,
    Instruction,
    digest_files,
    read_rules,
    seen_files,
)
from production_check.report import Report, require

# To be raised when this package makes another folder of the same instructions.
VERSION = "2"

# A layer with all packages has 400 MB.
LAYERS_KEPT = 8

BASE = "python:*-slim"
FIRST_SETTINGS = ImageSettings(environment=machine.ENVIRONMENT)


@dataclass(frozen=True)
class Image:
    """`root`: the folders of the image itself."""

    root: Path
    settings: ImageSettings


@dataclass(frozen=True)
class Layer:
    """Instructions up to and with a RUN, or to the end of the stage."""

    key: str
    before: str
    steps: tuple[tuple[Instruction, ImageSettings], ...]


class Build:
    """One Dockerfile with its context, layers under `place`."""

    def __init__(
        self, stages: list[ImageStage], context: Path, place: Path, kernel: Kernel, report: Report
    ) -> None:
        self.stages = {stage.name: stage for stage in stages}
        self.context = context
        self.place = place
        self.kernel = kernel
        self.report = report
        self.files = seen_files(context, read_rules((context / ".dockerignore").read_text()))
        self.used: set[str] = set()

    def make_image(self) -> Image:
        """Of the last stage."""
        stage = list(self.stages.values())[-1]
        root = self._stage_folder(stage)
        # Those used last stay, whatever they belong to: the check and its control take turns.
        for key in self.used:
            if (self.place / key).is_dir():
                os.utime(self.place / key)
        layers = sorted(self.place.iterdir(), key=lambda layer: -layer.stat().st_mtime)
        for layer in layers[max(LAYERS_KEPT, len(self.used)) :]:
            shutil.rmtree(layer)
        settings = FIRST_SETTINGS
        for instruction in stage.instructions:
            settings = settings.after(instruction)
        return Image(root, settings)

    def _stage_folder(self, stage: ImageStage) -> Path:
        layers = self._plan_layers(stage)
        self.used |= {layer.key for layer in layers}
        made = [layer for layer in layers if (self.place / layer.key).is_dir()]
        for layer in layers[layers.index(made[-1]) + 1 if made else 0 :]:
            self._make_layer(layer, stage)
        return self.place / layers[-1].key

    # What a layer is made of ----------------------------------------------------------------------
    def _plan_layers(self, stage: ImageStage) -> list[Layer]:
        require(
            fnmatch.fnmatch(stage.base, BASE),
            f"The Dockerfile begins with {stage.base}; this check has only {BASE}, this "
            "machine's Python.",
        )
        layers: list[Layer] = []
        settings = FIRST_SETTINGS
        key = _digest(VERSION, str(self.kernel.real_users), machine.describe(), stage.base)
        before = ""
        steps: list[tuple[Instruction, ImageSettings]] = []
        for number, instruction in enumerate(stage.instructions, start=1):
            steps.append((instruction, settings))
            inputs = self._digest_inputs(instruction, settings)
            key = _digest(key, instruction.keyword, instruction.text, inputs)
            settings = settings.after(instruction)
            if instruction.keyword == "RUN" or number == len(stage.instructions):
                layers.append(Layer(key, before, tuple(steps)))
                before = key
                steps = []
        return layers

    def _digest_inputs(self, instruction: Instruction, settings: ImageSettings) -> str:
        if instruction.keyword != "COPY":
            return str(sorted(settings.environment.items()))
        if "from" in instruction.flags:
            return self._plan_layers(self._find_stage(instruction))[-1].key
        sources = _read_sources(instruction)
        return digest_files(self.context, [f for f in self.files if _is_under(f, sources)])

    def _find_stage(self, instruction: Instruction) -> ImageStage:
        name = instruction.flags["from"]
        require(
            name in self.stages, f"Dockerfile, line {instruction.line}: there is no stage {name}."
        )
        return self.stages[name]

    # Making it ------------------------------------------------------------------------------------
    def _make_layer(self, layer: Layer, stage: ImageStage) -> None:
        for instruction, _settings in layer.steps:
            if "from" in instruction.flags:
                self._stage_folder(self._find_stage(instruction))
        part = self.place / f"{layer.key}.part"
        shutil.rmtree(part, ignore_errors=True)
        if layer.before:
            copy_folder(self.place / layer.before, part)
        else:
            machine.make_base(part)
        makers = {"RUN": self._run, "COPY": self._copy, "WORKDIR": self._make_workdir}
        for instruction, settings in layer.steps:
            if make := makers.get(instruction.keyword):
                self.report.run_step(
                    f"image, stage {stage.name}: {instruction.keyword} {instruction.text[:60]}",
                    partial(make, part, instruction, settings),
                )
        part.rename(self.place / layer.key)

    def _make_workdir(self, root: Path, instruction: Instruction, settings: ImageSettings) -> None:
        (root / settings.after(instruction).workdir.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _copy(self, root: Path, instruction: Instruction, settings: ImageSettings) -> None:
        destination = settings.expand(instruction.words[-1])
        target = root / os.path.join(settings.workdir, destination).lstrip("/")
        is_folder = destination.endswith(("/", ".")) or len(instruction.words) > 2
        for source in _read_sources(instruction):
            if "from" in instruction.flags:
                stage = self._stage_folder(self._find_stage(instruction))
                _copy_path(stage / source.lstrip("/"), target, into=is_folder)
                continue
            files = [file for file in self.files if _is_under(file, [source])]
            require(files, f"Dockerfile, line {instruction.line}: the build does not see {source}.")
            for file in files:
                is_itself = file == source
                place = target if is_itself else target / os.path.relpath(file, source)
                _copy_path(self.context / file, place, into=is_folder and is_itself)

    def _run(self, root: Path, instruction: Instruction, settings: ImageSettings) -> None:
        container = Container(
            name=f"line {instruction.line} of the Dockerfile",
            image=Image(root, settings),
            command=instruction.command,
            environment=settings.environment | machine.pip_environment() | {"HOME": "/root"},
            user=settings.user,
            is_build=True,
            pretends_owners=not self.kernel.real_users,
            binds=machine.pip_binds(),
        )
        log = self.report.log(f"image-line-{instruction.line}")
        code = run_to_end(container, self.kernel, self.report.place, log)
        for _source, target, _access in container.binds:
            with contextlib.suppress(OSError):  # the place of a mount is no part of the image
                (root / target.lstrip("/")).rmdir()
        require(
            not code,
            f"Line {instruction.line} of the Dockerfile failed; its own words are at the end "
            f"of {log}.",
        )


def copy_folder(source: Path, target: Path) -> None:
    """What is in it, with owners, modes and times; without taking room twice where the disk can do
    that.
    """
    words = [f"{source}/.", f"{target}/"] if target.exists() else [str(source), str(target)]
    subprocess.run(["cp", "-a", "--reflink=auto", *words], check=True)


def find_unreadable_files(image: Image) -> list[str]:
    """Of the image's code, packages and static files: those that no account but their owner may
    read.
    """
    found = []
    for top in ("opt", "srv"):
        for folder, _folders, names in os.walk(image.root / top):
            paths = [Path(folder), *(Path(folder, name) for name in names)]
            found += [path for path in paths if not path.is_symlink() and not _is_for_all(path)]
    return [f"/{path.relative_to(image.root)}" for path in found]


def _is_for_all(path: Path) -> bool:
    wanted = 0o005 if path.is_dir() else 0o004
    return path.stat().st_mode & wanted == wanted


def _copy_path(source: Path, target: Path, *, into: bool) -> None:
    # As COPY does: of a folder what is in it, a file under the target's name or into the target.
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        copy_folder(source, target)
        return
    target = target / source.name if into else target
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)


def _read_sources(instruction: Instruction) -> list[str]:
    sources = instruction.words[:-1]
    require(
        not any(set(source) & set("*?[") for source in sources),
        f"Dockerfile, line {instruction.line}: this check copies whole names only.",
    )
    return [os.path.normpath(source) for source in sources]


def _is_under(file: str, sources: list[str]) -> bool:
    return any(
        source == "." or file == source or file.startswith(f"{source}/") for source in sources
    )


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:24]
