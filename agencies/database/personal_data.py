"""Declaring personal data (law 91/2025/QH15): each model says whose data a field is, why it is
stored, and until when.

A model has `personal_data`, by the names of its fields, and `no_personal_data` for names that only
look like it. A test fails for a field that looks personal and is in neither. The register page is
made from these declarations.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PersonalData:
    """`whose`: a kind of people; `basis`: what allows it; `until`: when it is deleted, by which job
    or action.
    """

    whose: str | Promise
    purpose: str | Promise
    basis: str | Promise
    until: str | Promise


OFFICIALS = _("officials")
INVITED = _("invited people")
ASKING = _("people who ask about their data")
PUBLIC_DUTY = _("tasks of state bodies by law; law 91/2025/QH15")
SECURITY = _("security of the system; law 91/2025/QH15")
WITH_RECORD = _("as long as the record of the tasks")
WITH_ACCOUNT = _("as long as the account; the name stays in the record of the tasks")

# For a key to the person who acted.
ACTED = PersonalData(OFFICIALS, _("who did what in the course of duty"), PUBLIC_DUTY, WITH_RECORD)

# Models that are not ours, without those of which no row is ever made (allauth's addresses).
OF_PACKAGES: dict[str, dict[str, PersonalData]] = {
    "mfa.Authenticator": {
        "user": PersonalData(
            OFFICIALS, _("second factor of the sign-in"), SECURITY, _("until the person removes it")
        ),
    },
    "usersessions.UserSession": dict.fromkeys(
        ("user", "ip", "user_agent"),
        PersonalData(
            OFFICIALS, _("where one is signed in"), SECURITY, _("a day after the sign-in has ended")
        ),
    ),
    "socialaccount.SocialAccount": {
        "user": PersonalData(
            OFFICIALS, _("sign-in through an identity provider"), SECURITY, WITH_ACCOUNT
        ),
    },
    "admin.LogEntry": {
        "user": PersonalData(OFFICIALS, _("who changed registers"), PUBLIC_DUTY, WITH_RECORD)
    },
}
# For models of packages, which have no Vietnamese, and for keys to people, which have no name of
# their own.
WORDS: dict[str, str | Promise] = {
    "mfa.Authenticator": _("second factors"),
    "usersessions.UserSession": _("places of sign-in"),
    "socialaccount.SocialAccount": _("links to the identity provider"),
    "admin.LogEntry": _("log of the administration pages"),
    "user": _("person"),
    "person": _("person"),
    "ip": _("address"),
    "user_agent": _("program"),
    "invited_person": _("who invited"),
    "accepted_person": _("who accepted"),
    "asked_person": _("who asked"),
    "created_person": _("who made it"),
    "answered_person": _("who answered"),
    "uploaded_by": _("who took it in"),
    "settled_person": _("who settled it"),
    "entered_person": _("who entered it"),
    "done_person": _("who did it"),
}
