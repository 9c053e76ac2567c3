"""What an act on an employer locks first, so that of two at once the second waits."""

from django.db import connection

from agencies.database.locking import lock_row
from recruitment.employers.models import Employer


def lock_tax_code(tax_code: str) -> None:
    # Of two simultaneous registrations of one code, the second finds the first.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('employer'), hashtext(%s))", [tax_code]
        )


def lock_employer(employer: Employer) -> Employer:
    return lock_row(
        Employer.objects.select_related("agency", "office", "park", "province"), employer.pk
    )
