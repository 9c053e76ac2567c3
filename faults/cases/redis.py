"""Redis emptied, down, and cut off: the queue only wakes what PostgreSQL knows."""

import time

from redis import Redis

from faults.cases.kills import PAUSE, queue_one_task_each
from faults.plan import LEASE
from faults.result import Outcome
from faults.stage import CONTROL, Stage

DOWN = 20.0
AFTER = LEASE + 60.0
CUTS, SECONDS_BETWEEN_CUTS = 3, 1.0


def redis_lost(stage: Stage) -> list[Outcome]:
    stage.new_round(pause=PAUSE)
    stage.hold_back(stage.messages // 3)
    stage.start()
    stage.taken(stage.messages // 3)
    flush(stage)
    stage.taken(stage.messages // 2)
    stage.servers.valkey.stop()
    wait(stage, DOWN)
    stage.servers.valkey.start(stage.servers.sockets)
    stage.let_go()
    seconds = stage.all_sent(AFTER)
    outcome = stage.outcome(
        f"FLUSHALL, then Redis down for {DOWN:.0f} s", seconds=seconds, limit=AFTER
    )
    outcome.note = (
        "a third fell due only when Redis was back; programs that fell and were "
        f"restarted: {falls(stage)}"
    )
    lost = one_task_each(stage)
    outcome.control = f"one Celery task per message, FLUSHALL alone: lost {lost}"
    outcome.control_failed = lost > 0
    return [outcome]


def redis_cut(stage: Stage) -> list[Outcome]:
    stage.new_round(pause=PAUSE)
    stage.hold_back(stage.messages // 2)
    stage.start()
    stage.taken(stage.messages // 4)
    cut = 0
    for _cut in range(CUTS):
        cut += stage.proxy.cut()
        wait(stage, SECONDS_BETWEEN_CUTS)
    stage.let_go()
    seconds = stage.all_sent(AFTER)
    outcome = stage.outcome(
        f"connections to Redis reset, {CUTS}× in {CUTS} s", seconds=seconds, limit=AFTER
    )
    outcome.note = (
        f"{cut} connections cut, half of the messages due only afterwards; programs "
        f"that fell: {falls(stage)}"
    )
    outcome.control = f"connections cut for good: lost {cut_for_good(stage)}"
    outcome.control_failed = stage.lost > 0
    return [outcome]


def cut_for_good(stage: Stage) -> int:
    # The same with nothing behind the door: that what fell due afterwards was sent shows that
    # workers came back.
    stage.new_round(pause=PAUSE, only=CONTROL)
    stage.hold_back(stage.owed // 2)
    stage.start()
    stage.taken(stage.owed // 4)
    stage.proxy.close()
    stage.quiet(3)
    stage.let_go()
    wait(stage, 5)
    stage.quiet(3)
    return stage.lost


def one_task_each(stage: Stage) -> int:
    stage.new_round(pause=PAUSE)
    queue_one_task_each(stage)
    stage.worker.start()
    stage.taken(stage.messages // 4)
    flush(stage)
    stage.quiet(3)
    return stage.lost


def flush(stage: Stage) -> None:
    with Redis(unix_socket_path=str(stage.servers.sockets / "valkey.sock")) as client:
        client.flushall()


def wait(stage: Stage, seconds: float) -> None:
    """The fault's own time; programs that fall meanwhile are started again."""
    began = time.monotonic()
    stage.until(lambda: time.monotonic() - began > seconds, seconds + 1)


def falls(stage: Stage) -> int:
    return sum(program.falls for program in stage.programs)
