"""Every URL of the portal stands in this table, and opens to exactly the roles it says.

A view that is not in the table fails the first test. Rights over single objects are tested beside
each view.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Permission
from recruitment.permissions import Permission as Employers
from tests.factories import make_actor, make_person

PUBLIC = "public"
OWN = "own account"
"""Whoever has signed in, with or without a seat: nothing there is of anybody else (test_account,
test_factors).
"""
NAMED = {
    "agencies:home": PUBLIC,  # only redirects: to the public jobs, or to what one must do
    "agencies:must-do": Permission.SEE_OWN_TASKS,
    "agencies:task-list": Permission.SEE_OWN_TASKS,
    "agencies:task-export": Permission.SEE_OWN_TASKS,
    "agencies:task-detail": Permission.SEE_OWN_TASKS,
    "agencies:task-report": Permission.REPORT_PROGRESS,
    "agencies:task-submit": Permission.REPORT_PROGRESS,
    "agencies:task-enter": Permission.DECIDE_RESULTS,
    "agencies:task-accept": Permission.DECIDE_RESULTS,
    "agencies:task-return": Permission.DECIDE_RESULTS,
    "agencies:task-withdraw": Permission.READ_DIRECTIVES,
    "agencies:task-deed": Permission.REPORT_PROGRESS,
    "agencies:task-deed-strike": Permission.REPORT_PROGRESS,
    "agencies:task-trigger": Permission.REPORT_PROGRESS,
    "agencies:evidence-file": Permission.SEE_OWN_TASKS,
    "agencies:evidence-preview": Permission.SEE_OWN_TASKS,
    "agencies:evidence-image": Permission.SEE_OWN_TASKS,
    "agencies:evidence-page": Permission.SEE_OWN_TASKS,
    "agencies:month": Permission.SEE_OWN_TASKS,
    # calendars cannot sign in: whoever knows the token may read (test_feeds)
    "agencies:calendar-feed": PUBLIC,
    "agencies:calendar-feed-create": Permission.SEE_OWN_TASKS,
    "agencies:calendar-feed-revoke": Permission.SEE_OWN_TASKS,
    "agencies:bulk-assign": Permission.REPORT_PROGRESS,
    "agencies:bulk-remind": Permission.DECIDE_RESULTS,
    "agencies:bulk-accept": Permission.DECIDE_RESULTS,
    "agencies:task-seat": Permission.REPORT_PROGRESS,
    "agencies:task-remind": Permission.DECIDE_RESULTS,
    "agencies:scoreboard": Permission.SEE_BOARD,
    "agencies:scoreboard-export": Permission.SEE_BOARD,
    "agencies:board": Permission.SEE_BOARD,
    "agencies:calendar": Permission.CHANGE_CALENDAR,
    "agencies:calendar-day": Permission.CHANGE_CALENDAR,
    "agencies:calendar-day-removal": Permission.CHANGE_CALENDAR,
    "agencies:deadline-policy": Permission.CHANGE_CALENDAR,
    "agencies:agency-search": Permission.SIGNED_IN,
    "agencies:seat-switch": Permission.SIGNED_IN,
    "agencies:gallery": Permission.SIGNED_IN,
    "agencies:directive-list": Permission.SEE_DIRECTIVES,
    "agencies:directive-upload": Permission.READ_DIRECTIVES,
    "agencies:directive-detail": Permission.SEE_OWN_TASKS,
    "agencies:directive-edit": Permission.READ_DIRECTIVES,
    "agencies:directive-file": Permission.SEE_OWN_TASKS,
    "agencies:directive-assign": Permission.READ_DIRECTIVES,
    "agencies:review": Permission.READ_DIRECTIVES,
    "agencies:review-confirm-certain": Permission.READ_DIRECTIVES,
    "agencies:addressee-search": Permission.READ_DIRECTIVES,
    "agencies:deadline-reading": Permission.READ_DIRECTIVES,
    "agencies:proposal-add": Permission.READ_DIRECTIVES,
    "agencies:proposal-item": Permission.READ_DIRECTIVES,
    "agencies:proposal-confirm": Permission.READ_DIRECTIVES,
    "agencies:proposal-drop": Permission.READ_DIRECTIVES,
    "agencies:proposal-restore": Permission.READ_DIRECTIVES,
    "agencies:proposal-edit": Permission.READ_DIRECTIVES,
    "agencies:proposal-merge": Permission.READ_DIRECTIVES,
    "agencies:proposal-split": Permission.READ_DIRECTIVES,
    "agencies:notice-list": Permission.SIGNED_IN,
    "agencies:notice-read-all": Permission.SIGNED_IN,
    "agencies:notice-open": Permission.SIGNED_IN,
    "agencies:mail-mode": Permission.SIGNED_IN,
    "agencies:policy-list": Permission.CHANGE_REMINDERS,
    "agencies:policy-add": Permission.CHANGE_REMINDERS,
    "agencies:policy-edit": Permission.CHANGE_REMINDERS,
    "agencies:policy-remove": Permission.CHANGE_REMINDERS,
    "agencies:outbox": Permission.SEE_OUTBOX,
    "agencies:outbox-message": Permission.SEE_OUTBOX,
    "agencies:outbox-letter": Permission.SEE_OUTBOX,
    "agencies:outbox-retry": Permission.SEE_OUTBOX,
    "agencies:audit": Permission.SEE_AUDIT,
    "agencies:audit-export": Permission.SEE_AUDIT,
    "agencies:personal-register": Permission.SEE_PERSONAL_DATA,
    "agencies:personal-register-export": Permission.SEE_PERSONAL_DATA,
    "agencies:data-request-list": Permission.KEEP_PERSONAL_DATA,
    "agencies:data-request-enter": Permission.KEEP_PERSONAL_DATA,
    "agencies:data-request": Permission.KEEP_PERSONAL_DATA,
    "agencies:data-request-answer": Permission.KEEP_PERSONAL_DATA,
    "agencies:data-request-settle": Permission.KEEP_PERSONAL_DATA,
    # everybody's right; it shows nothing of anybody (test_data_requests)
    "agencies:data-request-make": PUBLIC,
    "agencies:breach-list": Permission.KEEP_PERSONAL_DATA,
    "agencies:breach-enter": Permission.KEEP_PERSONAL_DATA,
    "agencies:breach": Permission.KEEP_PERSONAL_DATA,
    # whoever acts for an employer; nothing is shown (test_employers)
    "recruitment:employer-register": PUBLIC,
    "recruitment:employer-access": PUBLIC,  # the same answer for all (test_employers)
    "recruitment:employer-list": Employers.SEE_EMPLOYERS,
    "recruitment:employer-detail": Employers.SEE_EMPLOYERS,
    "recruitment:employer-enter": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-verify": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-ask-back": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-refuse": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-change-accept": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-change-refuse": Employers.VERIFY_EMPLOYERS,
    "recruitment:own-change-withdraw": Employers.KEEP_OWN_EMPLOYER,
    "recruitment:park-list": Employers.SEE_EMPLOYERS,
    "recruitment:park-change": Employers.VERIFY_EMPLOYERS,
    "recruitment:own-employer": Employers.KEEP_OWN_EMPLOYER,
    "recruitment:demand-list": Employers.SEE_DEMAND,
    **dict.fromkeys(
        (
            "recruitment:demand-sheet",
            "recruitment:demand-sheet-export",
            "recruitment:loudspeaker",
            "recruitment:demand-board",
            "recruitment:demand-board-export",
            "recruitment:demand-board-rows",
            "recruitment:demand-sheet-document",
            "recruitment:alert-list",
            "recruitment:alert-end",
        ),
        Employers.TAKE_BULLETINS,
    ),
    "recruitment:demand-detail": Employers.SEE_DEMAND,
    **dict.fromkeys(
        (
            "recruitment:demand-new",
            "recruitment:demand-enter",
            "recruitment:demand-change",
            "recruitment:demand-submit",
            "recruitment:demand-pause",
            "recruitment:demand-resume",
            "recruitment:demand-refresh",
            "recruitment:demand-fill",
            "recruitment:demand-close",
            "recruitment:demand-copy",
            "recruitment:interest-status",
        ),
        Employers.KEEP_DEMAND,
    ),
    **dict.fromkeys(
        (
            "recruitment:demand-check",
            "recruitment:demand-check-many",
            "recruitment:demand-ask-back",
        ),
        Employers.CHECK_DEMAND,
    ),
    **dict.fromkeys(
        (
            "recruitment:import-detail",
            "recruitment:import-create",
            "recruitment:import-marked",
            "recruitment:import-row",
        ),
        Employers.KEEP_DEMAND,
    ),
    **dict.fromkeys(
        ("recruitment:import-upload", "recruitment:import-template"), Employers.KEEP_OWN_EMPLOYER
    ),
    **dict.fromkeys(
        ("recruitment:import-enter", "recruitment:import-enter-template"),
        Employers.VERIFY_EMPLOYERS,
    ),
    **dict.fromkeys(
        ("recruitment:usage-list", "recruitment:usage-detail"), Employers.SEE_LABOUR_USE
    ),
    **dict.fromkeys(
        ("recruitment:usage-report", "recruitment:usage-ask-back", "recruitment:usage-remind"),
        Employers.KEEP_LABOUR_USE,
    ),
    **dict.fromkeys(
        ("recruitment:usage-summary", "recruitment:usage-export", "recruitment:usage-document"),
        Employers.SEE_EMPLOYERS,
    ),
    **dict.fromkeys(
        (
            "recruitment:service-firm-list",
            "recruitment:service-firm-export",
            "recruitment:service-firm",
        ),
        Employers.SEE_SERVICE_FIRMS,
    ),
    "recruitment:inspection": Employers.SEE_INSPECTIONS,
    **dict.fromkeys(
        (
            "recruitment:service-firm-enter",
            "recruitment:service-firm-change",
            "recruitment:licence-add",
            "recruitment:licence-revoke",
            "recruitment:contract-add",
            "recruitment:contract-count",
            "recruitment:inspection-enter",
        ),
        Employers.KEEP_SERVICE_FIRMS,
    ),
    **dict.fromkeys(
        ("recruitment:lodging-list", "recruitment:lodging-export"), Employers.SEE_LODGING
    ),
    **dict.fromkeys(
        ("recruitment:own-lodging", "recruitment:lodging-report"), Employers.KEEP_LODGING
    ),
    "agencies:api-token-list": Permission.SIGNED_IN,
    "agencies:api-token-revoke": Permission.SIGNED_IN,
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
        ),
        PUBLIC,
    ),
    # What is published, for everybody (test_public); interest: whoever has the token withdraws
    # (test_interests)
    **dict.fromkeys(
        (
            "recruitment:vacancy-list",
            "recruitment:vacancy-feed",
            "recruitment:vacancy-detail",
            "recruitment:interest-register",
            "recruitment:interest-withdraw",
            "recruitment:vacancy-poster",
            "recruitment:vacancy-picture",
            "recruitment:robots",
            "recruitment:sitemap",
        ),
        PUBLIC,
    ),
    "agencies:jobs": Permission.SEE_JOBS,
    "agencies:readyz": PUBLIC,  # says yes or no to three questions, to whoever watches the portal
    "agencies:metrics": PUBLIC,  # Prometheus cannot sign in: it shows its token (test_health)
    "agencies:extension-ask": Permission.REPORT_PROGRESS,
    "agencies:extension-grant": Permission.DECIDE_RESULTS,
    "agencies:extension-refuse": Permission.DECIDE_RESULTS,
    "agencies:explanation-ask": Permission.ASK_EXPLANATIONS,
    "agencies:explanation-answer": Permission.REPORT_PROGRESS,
    "agencies:comment-add": Permission.SEE_OWN_TASKS,
    "agencies:snooze": Permission.REPORT_PROGRESS,
    "agencies:snooze-end": Permission.REPORT_PROGRESS,
    # of the own agency, for its administrators (test_members)
    "agencies:member-list": Permission.SIGNED_IN,
    "agencies:member-review": Permission.SIGNED_IN,
    "agencies:member-invite": Permission.SIGNED_IN,
    "agencies:member-end": Permission.SIGNED_IN,
    "agencies:member-administrator": Permission.SIGNED_IN,
    "agencies:member-reopen": Permission.SIGNED_IN,
    "agencies:invitation-withdraw": Permission.SIGNED_IN,
    "agencies:invitation": PUBLIC,  # whoever has the letter's token
    "agencies:account": OWN,
    "agencies:account-email": OWN,
    "agencies:account-email-confirm": PUBLIC,  # whoever has the letter's token
    "agencies:account-session-close": OWN,
    "agencies:account-codes-kept": OWN,
    "agencies:account-sessions-close": OWN,
    "agencies:session-unlock": OWN,
    "agencies:session-lock": OWN,
    "agencies:session-alive": OWN,
    "campaigns:report-list": Permission.SEE_REPORTS,
    "campaigns:report-workbook": Permission.SEE_REPORTS,
    "healthz": PUBLIC,
    "csp-report": PUBLIC,  # browsers tell there, whoever sits before them (test_security)
    "agencies:language-switch": PUBLIC,
    "agencies:clearance-give": Permission.REPORT_PROGRESS,
    "agencies:clearance-refuse": Permission.REPORT_PROGRESS,
    "agencies:handover": Permission.HAND_OVER_TASKS,
    "agencies:agency-hand-over": Permission.HAND_OVER_TASKS,
    "agencies:agency-detail": Permission.SIGNED_IN,
    # Many agencies and their people at once; who administers one is not touched
    # (test_people_import)
    **dict.fromkeys(
        (
            "agencies:agency-list",
            "agencies:people-upload",
            "agencies:people-template",
            "agencies:people-template-filled",
            "agencies:people-import",
            "agencies:people-make",
            "agencies:people-hidden",
            "agencies:people-marked",
            "agencies:people-row",
            "agencies:invitation-list",
            "agencies:invitation-again",
            "agencies:invitation-end",
        ),
        Permission.HAND_OVER_TASKS,
    ),
    "agencies:contact-set": Permission.REPORT_PROGRESS,
}
# Their own packages guard these: Django's administration by `is_staff`, allauth's pages by its own
# rules.
FOREIGN = ("admin:", "account_", "mfa_", "socialaccount_", "openid_connect_")


def url_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.add(f"{prefix}{entry.name}")
        else:
            names |= url_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
    return names


def address(name: str) -> str:
    """The URL; a key or token is one that does not exist, so a role that passes the guard gets 404
    or less.
    """
    kinds = ([], [2_000_000_000], [2024, 3], [2_000_000_000, 1], ["no-such-token"])
    return next(reverse(name, args=args) for args in kinds if resolves(name, args))


def resolves(name: str, args: list[int] | list[str]) -> bool:
    try:
        return bool(reverse(name, args=args))
    except Exception:
        return False


def answer(client, name: str) -> int:
    """The status of the page, asked for in the way it takes."""
    status = client.get(address(name)).status_code
    return client.post(address(name)).status_code if status == 405 else status


def ours() -> set[str]:
    return {name for name in url_names(get_resolver()) if not name.startswith(FOREIGN)}


def test_every_url_stands_in_the_table():
    assert ours() == set(NAMED)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n, right in NAMED.items() if right is not PUBLIC))
def test_anonymous_is_sent_to_sign_in(client, name):
    page = client.get(address(name))
    assert (page.status_code, page.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", SeatRole.values)
def test_each_role_passes_exactly_where_the_table_says(client, role):
    actor = make_actor(role=role)
    client.force_login(actor.person)
    guarded = {name: right for name, right in NAMED.items() if right not in (PUBLIC, OWN)}
    refused = {name for name in guarded if answer(client, name) == 403}
    assert refused == {name for name, right in guarded.items() if not right.is_given_to(role)}


@pytest.mark.django_db
def test_a_refusal_is_told_in_the_process_s_log(client, caplog):
    actor = make_actor()
    client.force_login(actor.person)
    client.get(address("agencies:outbox"))
    [line] = [
        record.getMessage()
        for record in caplog.records
        if record.name == "agencies.people.permissions"
    ]
    assert line == (
        f"Refused: person {actor.person.pk} from seat {actor.seat.pk}, GET /hop-thu-di/, which "
        "needs SEE_OUTBOX"
    )


@pytest.mark.django_db
def test_no_copy_of_a_guarded_page_is_kept(client):
    client.force_login(make_actor(role=SeatRole.COORDINATOR).person)
    opened = {n: client.get(address(n)) for n, right in NAMED.items() if right not in (PUBLIC, OWN)}
    kept = {
        n: page.headers.get("Cache-Control")
        for n, page in opened.items()
        if page.status_code == 200
    }
    assert kept == dict.fromkeys(kept, "private, no-store")
    assert len(kept) > 10


@pytest.mark.django_db
def test_a_person_without_a_seat_passes_nowhere(client):
    client.force_login(make_person())
    passed = {
        n for n, right in NAMED.items() if right not in (PUBLIC, OWN) and answer(client, n) != 403
    }
    assert passed == set()


@pytest.mark.django_db
def test_a_public_address_with_a_token_that_nobody_was_given_is_not_there(client):
    assert client.get(address("agencies:calendar-feed")).status_code == 404
