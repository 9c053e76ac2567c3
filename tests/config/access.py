"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from tests.access_words import ANY_TABLE, PUBLIC

NAMED = {
    # The API asks for a token itself (test_api)
    **dict.fromkeys(
        (
            "api:openapi-json",
            "api:api-root",
            "api:province-search",
            "api:province-detail",
            "api:vacancy-list",
            "api:vacancy-detail",
            "api:own-vacancy",
            "api:own-vacancy-list",
            "api:code-list",
            "api:park-list",
        ),
        PUBLIC,
    ),
    "api-documentation": PUBLIC,
    "healthz": PUBLIC,
    "csp-report": PUBLIC,  # browsers tell there, whoever sits before them (test_security)
}
WRITTEN_BY_GET = {
    # the identity provider sends whoever signs in back by GET (test_identity_provider)
    "openid_connect_callback": ANY_TABLE,
    # that the codes were shown once (docs/roles.md)
    **dict.fromkeys(
        ("mfa_view_recovery_codes", "mfa_download_recovery_codes"), "mfa_authenticator"
    ),
}
