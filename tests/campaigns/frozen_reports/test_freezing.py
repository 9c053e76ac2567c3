"""A month is frozen once and for all: by one worker, at one moment, whatever happens meanwhile."""

import datetime
import os
import signal
from dataclasses import replace

import openpyxl
import pytest
import time_machine
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.calendar.report_month import ReportMonth
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.registry import ReportSheet, registry
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from campaigns.frozen_reports import building, services
from campaigns.frozen_reports.building import build_reports, build_version, claim_version
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    ReportSnapshot,
    ReportVersion,
)
from campaigns.frozen_reports.progress import LEASE
from campaigns.frozen_reports.queries import (
    current_figures,
    figure_changes,
    frozen_figures,
    rows_behind,
)
from campaigns.frozen_reports.services import freeze_month
from tests.campaigns.report_world import make_issuer, make_random_months
from tests.factories import make_actor, make_task
from tests.together import at_once, told_at_once
from workbooks.sheets import Column, Sheet

DUE = datetime.date(2024, 3, 6)
NOON = datetime.datetime(2024, 4, 2, 12, 0, tzinfo=timezone.get_default_timezone())
MARCH = ReportMonth(2024, 3, made_on=NOON.date())
together = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper() -> Actor:
    return make_actor(role=SeatRole.COORDINATOR, agency=make_issuer())


@pytest.fixture(autouse=True)
def on_the_second_of_april():
    with time_machine.travel(NOON, tick=True):
        yield


def freeze(by: Actor, **given) -> ReportVersion:
    version = freeze_month(month=MARCH, by=by, **given)
    assert build_reports() == 1
    version.refresh_from_db()
    return version


def figures_of(version: ReportVersion) -> dict[str, int | None]:
    return {figure.key: figure.value for figure in frozen_figures(version.snapshot)}


# What is frozen stays ------------------------------------------------------------------------
@together
def test_later_changes_never_alter_it_and_a_new_version_says_what_changed(keeper):
    make_task(due_on=DUE)
    first = freeze(keeper)
    with first.workbook.open() as file:
        written = file.read()
    assert (first.status, figures_of(first)["tasks.late"]) == (VersionStatus.DRAFT, 1)
    Occurrence.objects.update(
        status=OccurrenceStatus.DONE,
        submitted_at=NOON - datetime.timedelta(days=30),
        done_at=NOON - datetime.timedelta(days=29),
        done_by=keeper.seat,
    )
    changes = figure_changes(frozen_figures(first.snapshot), current_figures(MARCH))
    assert [(each.key, each.before, each.after) for each in changes] == [
        ("tasks.on-time", 0, 1),
        ("tasks.late", 1, 0),
    ]
    second = freeze(keeper)
    told = [(each["key"], each["before"], each["after"]) for each in second.snapshot.changes]
    assert told == [("tasks.on-time", 0, 1), ("tasks.late", 1, 0)]
    first.refresh_from_db()
    with first.workbook.open() as file:
        assert (file.read(), figures_of(first)["tasks.late"], second.number) == (written, 1, 2)


@together
def test_the_next_year_shows_the_very_same_figures_whatever_has_been_deleted(keeper):
    make_random_months(1)
    version = freeze(keeper)
    before = frozen_figures(version.snapshot)
    with time_machine.travel(NOON + datetime.timedelta(days=290)), connection.cursor() as cursor:
        cursor.execute("TRUNCATE recruitment_monthlydemand, agencies_occurrence CASCADE")
        version.refresh_from_db()
        assert frozen_figures(version.snapshot) == before


@together
@pytest.mark.parametrize("model", [ReportSnapshot, FrozenFigure, FrozenSheet, FrozenRows])
def test_the_database_refuses_to_change_what_is_frozen(keeper, model):
    make_task(due_on=DUE)
    freeze(keeper)
    name = {
        ReportSnapshot: {"author": "x"},
        FrozenFigure: {"value": 9},
        FrozenSheet: {"key": "x"},
        FrozenRows: {"rows": []},
    }[model]
    with pytest.raises(DatabaseError, match="a frozen month never changes"):
        model.objects.update(**name)


@together
@pytest.mark.parametrize("seed", range(2))
def test_every_frozen_figure_is_what_its_frozen_rows_add_up_to(keeper, seed):
    make_random_months(seed)
    snapshot = freeze(keeper).snapshot
    lists = {sheet.key: sheet for sheet in snapshot.sheets.filter(is_list=True)}
    counted = 0
    for frozen in snapshot.figures.all():
        if frozen.value is None:
            continue
        _columns, rows = rows_behind(lists[frozen.source], frozen, offset=0, limit=None)
        value = len(rows) if frozen.adds is None else sum(row[frozen.adds] for row in rows)
        assert value == frozen.value, frozen.key
        counted += value
    assert counted > 0


# One moment ----------------------------------------------------------------------------------
@together
def test_everything_is_read_at_one_moment_whatever_is_written_meanwhile(keeper, monkeypatch):
    """A task is late while the figures are counted, and done on another connection before the list
    is read.
    """
    make_task(due_on=DUE)

    def finish_it(month: ReportMonth) -> Sheet:
        dates = dict.fromkeys(("due_on", "first_due_on", "stated_on", "act_by"))
        at_once(lambda: Occurrence.objects.update(**dates))
        return Sheet("Giữa chừng", [Column("Nội dung")], [])

    sheets = [ReportSheet("meanwhile", 2, finish_it), *registry.sheets]
    monkeypatch.setattr(registry, "sheets", sheets)
    version = freeze(keeper)
    late = version.snapshot.figures.get(key="tasks.late")
    sheet = version.snapshot.sheets.get(key="tasks")
    _columns, rows = rows_behind(sheet, late, offset=0, limit=None)
    assert (late.value, len(rows)) == (1, 1)
    assert {each.key: each.value for each in current_figures(MARCH)}["tasks.late"] == 0


@together
def test_every_sheet_and_the_cover_say_the_same_moment(keeper):
    make_task(due_on=DUE)
    version = freeze(keeper)
    taken_at = timezone.localtime(version.snapshot.taken_at)
    stamp = f"Số liệu chốt lúc {taken_at:%H:%M:%S} ngày 02/4/2024, bản số 1."
    with version.workbook.open() as file:
        book = openpyxl.load_workbook(file)
    silent = [
        sheet.title
        for sheet in book
        if not any(stamp in str(cell) for row in sheet.values for cell in row if cell)
    ]
    assert silent == []


# Two at once ---------------------------------------------------------------------------------
@together
def test_of_two_who_freeze_one_month_at_once_one_wins_and_the_other_is_told(keeper):
    make_task(due_on=DUE)
    other = make_actor(role=SeatRole.COORDINATOR, agency=keeper.seat.agency)
    told = told_at_once(
        lambda: freeze_month(month=MARCH, by=keeper), lambda: freeze_month(month=MARCH, by=other)
    )
    assert (told, ReportVersion.objects.count()) == (["AlreadyFreezingError", "done"], 1)
    with pytest.raises(services.AlreadyFreezingError, match="đang được chốt"):
        freeze_month(month=MARCH, by=other)


@together
def test_without_the_lock_the_database_still_lets_only_one_through(keeper, monkeypatch):
    """The negative control of the lock: both see nothing at work, and the constraint refuses."""
    make_task(due_on=DUE)
    monkeypatch.setattr(services, "lock_row", lambda rows, pk: rows.get(pk=pk))
    services._report_of(MARCH)

    def ask() -> str:
        try:
            freeze_month(month=MARCH, by=keeper)
        except (RuleError, DatabaseError) as refused:
            return type(refused).__name__
        return "done"

    told = at_once(ask, ask)
    assert (told.count("done"), ReportVersion.objects.count()) == (1, 1)


@together
def test_two_workers_never_build_one_version(keeper):
    make_task(due_on=DUE)
    freeze_month(month=MARCH, by=keeper)
    claimed = at_once(claim_version, claim_version)
    assert sorted(each is None for each in claimed) == [False, True]


# A build that is killed ----------------------------------------------------------------------
def killed_worker(monkeypatch, at: str) -> None:
    """A worker process that is killed while it makes the sheet, or the workbook."""
    child = os.fork()
    if child:
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        return
    try:  # from here on in the worker
        connections.close_all()
        for each in connections.all(initialized_only=True):
            each.connection = None

        def die(*_given, **_named):
            os.kill(os.getpid(), signal.SIGKILL)

        if at == "snapshot":
            registry.sheets.append(ReportSheet("die", 99, die))
        else:
            building.write_frozen_workbook = die
        build_reports()
    finally:
        os._exit(1)


@together
@pytest.mark.parametrize("at", ["snapshot", "workbook"])
def test_a_build_that_is_killed_is_taken_up_and_the_last_file_stays(keeper, monkeypatch, at):
    make_task(due_on=DUE)
    first = freeze(keeper)
    with first.workbook.open() as file:
        written = file.read()
    version = freeze_month(month=MARCH, by=keeper)
    connections.close_all()
    killed_worker(monkeypatch, at)
    version.refresh_from_db()
    kept = ReportSnapshot.objects.filter(version=version).count()
    assert (version.status, kept) == (VersionStatus.BUILDING, int(at == "workbook"))
    assert build_reports() == 0  # it may be alive
    ReportVersion.objects.filter(pk=version.pk).update(lease_until=NOON - LEASE)
    assert build_reports() == 1
    version.refresh_from_db()
    assert (version.status, version.attempts, figures_of(version)["tasks.late"]) == ("draft", 2, 1)
    first.refresh_from_db()
    with first.workbook.open() as file:
        assert (first.status, file.read()) == (VersionStatus.DRAFT, written)


@together
def test_a_build_that_never_ends_is_marked_failed_after_three_attempts(keeper):
    make_task(due_on=DUE)
    version = freeze_month(month=MARCH, by=keeper)
    for _attempt in range(3):
        assert claim_version().pk == version.pk
        ReportVersion.objects.update(lease_until=NOON - LEASE)
    assert build_reports() == 1
    version.refresh_from_db()
    assert (version.status, version.problem) == (
        VersionStatus.FAILED,
        "Đã bắt đầu ba lần mà không lần nào hoàn thành.",
    )
    assert freeze(keeper).number == 2


@together
def test_a_worker_that_was_taken_over_changes_nothing_more(keeper):
    make_task(due_on=DUE)
    freeze_month(month=MARCH, by=keeper)
    slow = claim_version()
    ReportVersion.objects.update(lease_until=NOON - LEASE)
    assert build_reports() == 1
    build_version(slow)
    [version] = ReportVersion.objects.all()
    assert (version.status, version.attempts, version.problem) == (VersionStatus.DRAFT, 2, "")


@together
def test_an_error_of_a_sheet_is_said_on_the_version(keeper, monkeypatch):
    make_task(due_on=DUE)
    monkeypatch.setattr(registry, "sheets", [ReportSheet("broken", 2, lambda month: 1 / 0)])
    version = freeze(keeper)
    assert (version.status, version.problem) == (
        VersionStatus.FAILED,
        "Dừng vì lỗi: ZeroDivisionError.",
    )


# Sums ----------------------------------------------------------------------------------------
@together
def test_sums_that_differ_stop_the_freezing_until_somebody_says_why(keeper, monkeypatch):
    make_task(due_on=DUE)
    [tasks] = [source for source in registry.figure_sources if source.name == "tasks"]
    wrong = replace(tasks, values=lambda period, on: {**tasks.values(period, on), "tasks.late": 58})
    monkeypatch.setattr(registry, "figure_sources", [wrong])
    with pytest.raises(RuleError, match="= 58, không phải 1") as refused:
        freeze_month(month=MARCH, by=keeper)
    assert (refused.value.field, ReportVersion.objects.count()) == ("note", 0)
    version = freeze(keeper, note="Theo số liệu của Sở.")
    assert version.status == VersionStatus.DRAFT
    cover = version.snapshot.sheets.get(key="cover")
    told = dict(cover.parts.get().rows)
    assert told["Lý do chênh lệch vẫn đúng"] == "Theo số liệu của Sở."


@together
def test_who_may_not_keep_reports_freezes_nothing():
    with pytest.raises(RuleError, match="không có quyền"):
        freeze_month(month=MARCH, by=make_actor(role=SeatRole.LEADER))


@together
@pytest.mark.parametrize(
    ("month", "said"),
    [
        (replace(MARCH, year=2025), "chưa bắt đầu"),
        (replace(MARCH, cut_off=datetime.date(2024, 2, 28)), "từ ngày 01/3/2024 đến hôm nay"),
        (replace(MARCH, cut_off=datetime.date(2024, 4, 3)), "từ ngày 01/3/2024 đến hôm nay"),
    ],
)
def test_days_that_cannot_be_are_refused(keeper, month, said):
    with pytest.raises(RuleError, match=said):
        freeze_month(month=month, by=keeper)
    assert not ReportVersion.objects.exists()
