"""The database that the cases share, made once by `generate_load`, and who looks at it."""

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client

from agencies.bodies.models import Agency
from agencies.factors.queries import SEEN
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task
from recruitment.vacancies.models import Vacancy


def ensure_rows(*, tasks: int = 0, vacancies: int = 0) -> None:
    for model, name, count in ((Task, "tasks", tasks), (Vacancy, "vacancies", vacancies)):
        missing = count - model.objects.count()
        if missing > 0:
            call_command("generate_load", **{name: missing}, seed=1)


def client_with_role(role: str, agency: Agency) -> Client:
    """Signed in, with a factor and recovery codes as a coordinator needs."""
    seat = Seat.objects.create(agency=agency, title=f"Đo tốc độ, {role}", role=role)
    person = Person.objects.create(
        email=f"{role}-{seat.pk}@do-toc-do.example", full_name="Người đo tốc độ"
    )
    SeatHolding.objects.create(
        seat=seat, person=person, starts_on="2020-01-01", is_administrator=True
    )
    kinds = Authenticator.Type
    Authenticator.objects.create(user=person, type=kinds.TOTP, data={})
    Authenticator.objects.create(user=person, type=kinds.RECOVERY_CODES, data={SEEN: True})
    client = Client()
    client.force_login(person)
    return client
