"""What a database contains that the demonstration did not make: the demonstration needs a database
of its own.
"""

from django.db.models import Model, Q, QuerySet

from agencies.database.demonstration import DOMAIN_OF_FIRMS, demonstration_accounts
from agencies.demo.people import ACCOUNTS, ADMIN
from agencies.directives.models import Directive
from agencies.people.models import Person, Seat
from recruitment.employers.models import Employer


def rows_before() -> dict[type[Model], int]:
    """People, seats, documents and employers that were there before the demonstration's first of
    each, if any.

    Later ones were made while trying it out: the trial starts again on them. Reference data do not
    count. Somebody of the demonstration who took another address is still recognised by the name.
    """
    names = [account.name for account in (*ACCOUNTS, ADMIN)]
    own_people = Person.objects.filter(demonstration_accounts() | Q(full_name__in=names))
    own = (
        own_people,
        Seat.objects.filter(holdings__person__in=own_people),
        Directive.objects.filter(uploaded_by__in=own_people),
        Employer.objects.filter(contact_email__endswith=f"@{DOMAIN_OF_FIRMS}"),
    )
    counted = {rows.model: _count_before(rows) for rows in own}
    return {model: count for model, count in counted.items() if count}


def _count_before(own: QuerySet) -> int:
    first = own.order_by("pk").values_list("pk", flat=True).first()
    every = own.model._default_manager.all()
    return every.count() if first is None else every.filter(pk__lt=first).count()
