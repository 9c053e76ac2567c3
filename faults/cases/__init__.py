"""The faults by name; each runs on a stage and returns its outcomes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from faults.cases import (
    answers,
    clock,
    deploy,
    disk,
    kills,
    morning,
    outages,
    postgres,
    redis,
    twice,
    waiting,
)
from faults.result import Outcome
from faults.stage import Stage


@dataclass(frozen=True)
class Fault:
    play: Callable[[Stage], list[Outcome]]

    def run(self, stage: Stage) -> list[Outcome]:
        """Once more when midnight fell into it: a new day owes new reminders, and takes the place
        of the old ones.
        """
        day = timezone.localdate()
        outcomes = self.play(stage)
        return outcomes if timezone.localdate() == day else self.play(stage)


FAULTS = {
    "worker-killed": Fault(kills.worker_killed),
    "beat-killed": Fault(kills.beat_killed),
    "redis-lost": Fault(redis.redis_lost),
    "redis-cut": Fault(redis.redis_cut),
    "postgres": Fault(postgres.restarted),
    "answers": Fault(answers.each_for_one_of_a_hundred),
    "mail-down": Fault(outages.down_and_silent),
    "slow-mail": Fault(outages.slow),
    "clock": Fault(clock.jumps),
    "days": Fault(clock.days),
    "two-beats": Fault(twice.two_beats_four_deciders),
    "deploy": Fault(deploy.sigterm),
    "full-disk": Fault(disk.full),
    "morning": Fault(morning.five_thousand),
    "previews": Fault(waiting.previews),
    "locked-table": Fault(waiting.locked_table),
}
