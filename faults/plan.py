"""The faults by name, the longest first, so that all end at about the same time."""

from dataclasses import dataclass

# Enough for every fault to fall into the middle of sending; more only take longer.
MESSAGES = 500
MORNING = 5_000
FEW = 4
# Seconds, as every fault sets them for the programs of the portal.
LEASE = 20
MAIL_TIMEOUT = 2


@dataclass(frozen=True)
class FaultPlan:
    """`why`: what the fault is about; `cases`: functions below `faults.cases`, each from a stage to
    its outcomes; `messages`: as many, whatever is asked for.
    """

    why: str
    cases: tuple[str, ...]
    messages: int | None = None


PLANS = {
    "worker-killed": FaultPlan(
        "kill -9 of the worker group in mid-batch, four times", ("workers.kill_worker",)
    ),
    "slow-mail": FaultPlan(
        "a mail server that is slow with each answer, with the lease of production",
        ("mail_server.slow_down",),
        FEW,
    ),
    "redis-cut": FaultPlan(
        "connections to Redis reset three times in three seconds", ("servers.cut_redis",)
    ),
    "redis-lost": FaultPlan(
        "FLUSHALL in mid-run, then Redis down and back", ("servers.lose_redis",)
    ),
    "postgres": FaultPlan(
        "PostgreSQL stopped at once in a decision and a delivery, then restarted under load",
        ("servers.restart_postgres",),
    ),
    "answers": FaultPlan(
        "421, 450, 451, 452, 550, a close in mid-DATA and a drop before 250, each for one of 100",
        ("answers.refuse_some",),
    ),
    "beat-killed": FaultPlan("kill -9 of beat, three times", ("workers.kill_beat",)),
    "deploy": FaultPlan(
        "SIGTERM in mid-delivery, an unknown kind of message, an unknown task",
        ("workers.deploy_new_version",),
    ),
    "full-disk": FaultPlan(
        "eight uploads on a disk that holds three, then room again", ("web_server.fill_disk",), FEW
    ),
    "two-beats": FaultPlan("two beats and four deciders at once", ("workers.double_beat",)),
    "mail-down": FaultPlan(
        "a mail server that refuses for an hour, and one that says nothing",
        ("mail_server.shut_down", "mail_server.fall_silent"),
    ),
    "morning": FaultPlan("5.000 due on one morning", ("days.send_backlog",), MORNING),
    "saturday": FaultPlan(
        "470 people, 98 booths, 300 watchers, 40 cancellations and two lost connections at a fair",
        ("fairs.hold_saturday",),
        FEW,
    ),
    "clock": FaultPlan(
        "the clock an hour back and a day forward", ("days.set_clock_back", "days.set_clock_ahead")
    ),
    "previews": FaultPlan(
        "eight previews at once: what else is answered meanwhile",
        ("web_server.draw_previews",),
        FEW,
    ),
    "locked-table": FaultPlan(
        "a table locked for good, and 24 who look at it", ("web_server.lock_table",), FEW
    ),
    "days": FaultPlan(
        "midnight in Viet Nam on 29 February, and beat off for 26 hours",
        ("days.pass_midnight", "days.catch_up"),
    ),
}
