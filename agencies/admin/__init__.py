"""The register behind the portal: bodies, people and seats, calendar and policies.

Each change leaves a row in the log. Rows that others refer to are ended by a date, not deleted;
there is no bulk deletion.
"""

from typing import cast

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

# Their pages register themselves.
from agencies.admin import register, rules  # noqa: F401

# Rights come from seats, addresses, secrets and sessions belong to their person: none has a page of
# its own.
admin.site.unregister(
    [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
)

# One door: guessed passwords are slowed down there, and not by Django's own sign-in.
admin.site.login = secure_admin_login(admin.site.login)
# The bare address leads some of its readers back here.
admin.site.site_url = cast("str", reverse_lazy("agencies:must-do"))
admin.site.site_header = admin.site.site_title = gettext_lazy("Administration of Cầu Lao Động")
admin.site.index_title = gettext_lazy("Register, people and settings")
