"""Signing in through an identity provider (OpenID Connect), where the environment names one.

It gives access to existing accounts and creates none: the provider must say that it has verified
the address, and the first time that address must be a person's. From then on the provider's own
identifier counts, not the address.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.database.demonstration import is_account_refused
from agencies.people.models import Person
from agencies.sign_in.demonstration import REFUSAL
from agencies.sign_in.services import record_own_act


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            _let_in(request, sociallogin.user)
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        if not verified:
            raise _refused(
                request, _("The identity provider has not verified your e-mail address.")
            )
        person = Person.objects.filter(email=verified[0], is_active=True).first()
        if person is None:
            sentence = _(
                "No account here uses %(email)s. Ask the coordinator of your province for an "
                "invitation."
            )
            raise _refused(request, sentence % {"email": verified[0]})
        _let_in(request, person)
        sociallogin.connect(request, person)
        record_own_act(AuditAction.PROVIDER_LINKED, person)

    def on_authentication_error(self, request: HttpRequest, provider, **_said: object) -> None:
        raise _refused(
            request,
            _("Signing in there did not work. Try again, or sign in here with your password."),
        )


def _let_in(request: HttpRequest, person: Person) -> None:
    if is_account_refused(person.email):
        raise _refused(request, str(REFUSAL))


def _refused(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(
        render(request, "account/provider_refused.html", {"sentence": sentence}, status=403)
    )
