"""Whose address and password these are: `Person.email` is the only place in which addresses are
looked up.
"""

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from agencies.database.demonstration import is_account_refused
from agencies.people.models import Person
from agencies.sign_in.allauth_internals import BackendWithClosedAccounts
from vietnam.passwords import normalize_password, password_spellings


class PersonBackend(BackendWithClosedAccounts):
    """allauth's own also asks its table of addresses, which is not used here
    (docs/decisions/0028-one-address.md).
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        *,
        email: str = "",
        username: str = "",
        password: str = "",
        **_more: str,
    ) -> Person | None:
        if not password:
            return None
        person = Person.objects.filter(email=email or username).first()
        if person is None:
            _hash_in_vain(password)
            return None
        spelling = person.matching_spelling(password)
        if spelling is None:
            return None
        if not self.user_can_authenticate(person):
            self.remember_closed_account(person)
            return None
        if spelling != normalize_password(password):
            person.renew_password_hash(password)
        return person

    def user_can_authenticate(self, user: Person) -> bool:
        """Asked when signing in and for each request of a session."""
        return super().user_can_authenticate(user) and not is_account_refused(user.email)


def _hash_in_vain(password: str) -> None:
    """As long as a wrong password takes, so that the time does not reveal which accounts exist."""
    for spelling in password_spellings(password):
        make_password(spelling)
