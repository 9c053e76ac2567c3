"""Every health command of the compose file, against the part that runs and against the same
container without it.
"""

from production_check.engine.services import Engine, Part
from production_check.errors import CheckError
from production_check.reading.compose import Health
from production_check.report import Report


def check_health(engine: Engine, report: Report) -> None:
    """Raises CheckError for a part that is ill while it runs, or well while it does not."""
    for name, service in engine.services.items():
        if service.health is None:
            continue
        if not engine.has_program(engine.of(name)[0], service.health):
            report.say(
                f"NOT run: the health command of {name}, whose program is not on this machine."
            )
            continue
        for part in engine.of(name):
            _must_be(part, service.health, healthy=True)
        stopped = engine.idle_part(name)
        _must_be(stopped, service.health, healthy=False)
        stopped.running.stop(0)
        report.say(f"{name}: healthy while it runs, unhealthy while it does not")


def _must_be(part: Part, health: Health, *, healthy: bool) -> None:
    answer = part.running.execute(health.command, health.timeout)
    if (answer.returncode == 0) != healthy:
        said = (answer.stderr or answer.stdout).strip()[-300:]
        state = "runs and is called unhealthy" if healthy else "does not run and is called healthy"
        raise CheckError(
            f"{part.name} {state}: `{' '.join(health.command)}` ended with {answer.returncode}. "
            f"{said}"
        )
