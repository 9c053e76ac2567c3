"""The faults by name, the longest first, so that all end at about the same time."""

from dataclasses import dataclass

# Enough for every fault to fall into the middle of sending; more only take longer.
MESSAGES = 1_000
MORNING = 5_000
SLOW = 4
FEW = 4
LEASE = 20
# Seconds, as every fault sets them for the programs of the portal.
MAIL_TIMEOUT = 2


@dataclass(frozen=True)
class Plan:
    """`messages`: as many, whatever is asked for; `why` is what the fault is about."""

    why: str
    messages: int | None = None


PLANS = {
    "worker-killed": Plan("kill -9 of the worker group in mid-batch, four times"),
    "slow-mail": Plan(
        "a mail server that takes 5 s for an answer, with the lease of production", SLOW
    ),
    "redis-cut": Plan("connections to Redis reset three times in three seconds"),
    "redis-lost": Plan("FLUSHALL in mid-run, then Redis down and back"),
    "postgres": Plan(
        "PostgreSQL stopped at once in a decision and a delivery, then restarted under load"
    ),
    "answers": Plan(
        "421, 450, 451, 452, 550, a close in mid-DATA and a drop before 250, each for one of 100"
    ),
    "beat-killed": Plan("kill -9 of beat, three times"),
    "deploy": Plan("SIGTERM in mid-delivery, an unknown kind of message, an unknown task"),
    "full-disk": Plan("eight uploads on a disk that holds three, then room again", SLOW),
    "two-beats": Plan("two beats and four deciders at once"),
    "mail-down": Plan("a mail server that refuses for an hour, and one that says nothing"),
    "morning": Plan("5.000 due on one morning", MORNING),
    "clock": Plan("the clock an hour back and a day forward"),
    "previews": Plan("eight previews at once: what else is answered meanwhile", FEW),
    "locked-table": Plan("a table locked for good, and 24 who look at it", FEW),
    "days": Plan("midnight in Viet Nam on 29 February, and beat off for 26 hours"),
}
