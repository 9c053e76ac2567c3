"""The account pages that exist here.

Coordinators manage addresses, so allauth's other pages are left out.
"""

from types import ModuleType

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from agencies.factors import views as factors


@login_not_required
def ask_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    # Redirects to the identity provider.
    return provider_views().login(request, provider_id)


@login_not_required
def hear_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    # The page to which the identity provider sends people back.
    return provider_views().callback(request, provider_id)


def provider_views() -> ModuleType:
    # Raises Http404 in a portal without an identity provider, which does not load the code for one.
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    from allauth.socialaccount.providers.openid_connect import views  # slow import: requests, 6 MB

    return views


TO_ACCOUNT = RedirectView.as_view(pattern_name="agencies:account")

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("da-khoa/", views.account_inactive, name="account_inactive"),
    path("dang-ky/", views.signup, name="account_signup"),
    path("xac-nhan/", views.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/doi/", views.password_change, name="account_change_password"),
    path("mat-khau/dat/", views.password_set, name="account_set_password"),
    path("mat-khau/quen/", views.password_reset, name="account_reset_password"),
    path("mat-khau/quen/da-gui/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "mat-khau/moi/da-luu/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("hai-lop/", TO_ACCOUNT, name="mfa_index"),
    path("hai-lop/dang-nhap/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/", factors.leads_to_codes(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-lop/ung-dung/bo/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", factors.codes_page, name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/moi/", factors.codes_renewal, name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tai/", factors.codes_download, name="mfa_download_recovery_codes"),
    path("hai-lop/khoa/", TO_ACCOUNT, name="mfa_list_webauthn"),
    path(
        "hai-lop/khoa/them/", factors.leads_to_codes(webauthn.add_webauthn), name="mfa_add_webauthn"
    ),
    path(
        "hai-lop/khoa/xac-nhan/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("hai-lop/khoa/<int:pk>/bo/", factors.passkey_removal, name="mfa_remove_webauthn"),
    path("sso/", ask_provider, {"provider_id": "sso"}, name="openid_connect_login"),
    path("sso/nhan/", hear_provider, {"provider_id": "sso"}, name="openid_connect_callback"),
    path("sso/loi/", social.login_error, name="socialaccount_login_error"),
    path("sso/thoi/", social.login_cancelled, name="socialaccount_login_cancelled"),
    re_path(
        r"^mat-khau/moi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

# Each queues a letter about what it has done: both happen, or neither.
IN_ONE_TRANSACTION = {
    "account_change_password",
    "account_set_password",
    "account_reset_password_from_key",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
}

for each in urlpatterns:
    if each.name in IN_ONE_TRANSACTION:
        each.callback = transaction.atomic(each.callback)

# Passwords, codes and secrets are typed and shown here: no cache keeps any of it, the browser's for
# "back" neither.
for each in urlpatterns:
    each.callback = never_cache(each.callback)
