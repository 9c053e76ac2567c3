"""A vacancy from the employer's draft to its end: who may do what, and what each act changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from recruitment.employers.choices import EmployerStatus
from recruitment.registration.services import ask_employer_back, change_employer, verify_employer
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life import services as lifecycle
from recruitment.vacancy_life.daily import advance_vacancies
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    draft_vacancy,
    employer_facts,
    make_board,
    make_department,
    make_employer,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    vacancy_facts,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def form_of(employer, **given) -> dict:
    """As the page sends it."""
    facts = vars(vacancy_facts(employer))
    typed = {
        "headcount": "1.200",
        "base_wage": "5,5",
        "income": "9-12",
        "apply_by": "",
        "bonus": "",
        "publish_on": "",
    }
    day = timezone.localdate() + 60 * DAY
    typed["apply_by"] = f"{day:%d/%m/%Y}"
    said = {name: value for name, value in facts.items() if name not in (*typed, "homes")}
    return said | typed | {"park": employer.park_id or ""} | given


def act(act, vacancy, by, **more) -> Vacancy:
    vacancy.refresh_from_db()
    return act(vacancy=vacancy, version=vacancy.version, by=by, **more)


# From the page to the public ----------------------------------------------------------------------
def test_from_the_form_through_the_office_to_the_public_page(client, employer, mailoutbox):
    sign_in(client, representative_of(employer))
    client.post(reverse("recruitment:vacancy-add"), form_of(employer, submit="1"))
    vacancy = Vacancy.objects.get()
    assert (vacancy.status, vacancy.headcount, vacancy.income) == (
        VacancyStatus.SUBMITTED,
        1200,
        "9–12 million VND",
    )
    assert client.get(vacancy.get_absolute_url()).status_code == 404
    client.logout()
    office = office_of(employer)
    desk = sign_in(client, office)
    assert desk.get(reverse("recruitment:vacancy-desk")).context["rows"] == [vacancy]
    desk.post(reverse("recruitment:vacancy-check", args=[vacancy.pk]), {"version": vacancy.version})
    client.logout()
    page = client.get(vacancy.get_absolute_url())
    assert (page.status_code, page.context["is_open"]) == (200, True)
    deliver_messages()
    assert mailoutbox[-1].to == [representative_of(employer).person.email]
    assert "“Công nhân lắp ráp” đã được đăng" in mailoutbox[-1].subject


def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(client, employer):
    sign_in(client, representative_of(employer))
    wrong = {
        "headcount": "nhiều",
        "base_wage": "x",
        "income": "12-9",
        "apply_by": "31/02/2027",
        "bonus": "3",
        "probation_days": "60",
        "contact_phone": "123",
    }
    page = client.post(reverse("recruitment:vacancy-add"), form_of(employer, **wrong))
    errors = page.context["form"].errors
    assert page.status_code == 422
    assert set(errors) == {"headcount", "base_wage", "income", "apply_by", "contact_phone"}
    shown = page.content.decode()
    assert ("“12-9”: the lower figure stands first." in shown, 'value="nhiều"' in shown) == (
        True,
        True,
    )
    page = client.post(reverse("recruitment:vacancy-add"), form_of(employer, probation_days="60"))
    assert page.context["form"].errors == {
        "probation_days": [
            "For this work the labour code allows at most 6 working days of probation (article 25)."
        ]
    }
    assert not Vacancy.objects.exists()


def test_income_below_the_base_wage_and_a_bonus_without_its_condition_are_refused(client, employer):
    sign_in(client, representative_of(employer))
    for typed, field in (
        ({"base_wage": "9", "income": "8"}, "income"),
        ({"bonus": "3"}, "bonus_condition"),
    ):
        page = client.post(reverse("recruitment:vacancy-add"), form_of(employer, **typed))
        assert set(page.context["form"].errors) == {field}


def test_a_draft_is_seen_by_nobody_else(client, employer):
    vacancy = draft_vacancy(employer)
    sign_in(client, office_of(employer))
    assert (
        client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])).status_code == 404
    )


def test_an_unverified_employer_keeps_drafts_but_cannot_send_them():
    province = make_province()
    make_department(province)
    vacancy = draft_vacancy(make_employer(province))
    with pytest.raises(RuleError, match="Đăng ký của doanh nghiệp phải được xác minh trước"):
        act(vacancies.submit_vacancy, vacancy, representative_of(vacancy.employer))


def test_an_office_enters_one_on_its_behalf_which_checks_it(client, employer):
    sign_in(client, office_of(employer))
    client.post(reverse("recruitment:vacancy-enter", args=[employer.pk]), form_of(employer))
    vacancy = Vacancy.objects.get()
    assert (vacancy.status, vacancy.checked_by) == (
        VacancyStatus.PUBLISHED,
        office_of(employer).seat,
    )


def test_only_the_office_of_its_park_checks_it(employer):
    vacancy = submitted_vacancy(employer)
    stranger = make_board(make_province())
    for by in (representative_of(employer), stranger):
        with pytest.raises(RuleError, match="là nơi duyệt vị trí này"):
            act(lifecycle.check_vacancy, vacancy, by)
    assert (
        act(lifecycle.check_vacancy, vacancy, office_of(employer)).status == VacancyStatus.PUBLISHED
    )


def test_asking_back_needs_words_and_tells_them(client, employer, mailoutbox):
    vacancy = submitted_vacancy(employer)
    sign_in(client, office_of(employer))
    url = reverse("recruitment:vacancy-ask-back", args=[vacancy.pk])
    page = client.post(url, {"version": vacancy.version, "words": " "})
    assert (page.status_code, list(page.context["words_form"].errors)) == (422, ["words"])
    client.post(url, {"version": vacancy.version, "words": "Ghi rõ ca làm việc."})
    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.words) == (VacancyStatus.ASKED_BACK, "Ghi rõ ca làm việc.")
    deliver_messages()
    assert "Ghi rõ ca làm việc." in mailoutbox[-1].body
    again = act(vacancies.submit_vacancy, vacancy, representative_of(employer))
    assert again.status == VacancyStatus.SUBMITTED


def test_what_was_decided_on_an_older_version_is_not_decided(employer):
    vacancy = submitted_vacancy(employer)
    seen = vacancy.version
    act(
        vacancies.change_vacancy,
        vacancy,
        representative_of(employer),
        facts=vacancy_facts(employer, title="Khác"),
    )
    with pytest.raises(RuleError, match="Có người vừa sửa vị trí này"):
        lifecycle.check_vacancy(vacancy=vacancy, version=seen, by=office_of(employer))


# Changes ------------------------------------------------------------------------------------------
def test_more_people_stay_public_and_another_wage_is_checked_again(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    first = vacancy.published_at
    kept = act(vacancies.change_vacancy, vacancy, by, facts=changed_facts(vacancy, headcount=200))
    assert kept.status == VacancyStatus.PUBLISHED
    kept = act(
        vacancies.change_vacancy, vacancy, by, facts=changed_facts(vacancy, income_to=Decimal(15))
    )
    assert kept.status == VacancyStatus.SUBMITTED
    kept = act(lifecycle.check_vacancy, vacancy, office_of(employer))
    assert (kept.status, kept.published_at) == (
        VacancyStatus.PUBLISHED,
        first,
    )  # a change does not make it new


def test_its_versions_say_what_was_changed_in_words_and_no_phone(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    facts = vacancy_facts(employer, shift="day", contact_phone="0987000222")
    act(vacancies.change_vacancy, vacancy, by, facts=facts)
    entry = AuditEntry.objects.get(action="vacancy-changed")
    assert (entry.before, entry.after) == (
        {"shift": "Luân phiên ngày đêm"},
        {"shift": "Giờ hành chính"},
    )
    assert not AuditEntry.objects.filter(after__icontains="0987000222").exists()


def test_two_who_change_at_once_the_second_is_told_and_loses_nothing_typed(client, employer):
    vacancy = published_vacancy(employer)
    sign_in(client, representative_of(employer))
    url = reverse("recruitment:vacancy-change", args=[vacancy.pk])
    client.post(url, form_of(employer, version=vacancy.version, headcount="150"))
    page = client.post(url, form_of(employer, version=vacancy.version, headcount="170"))
    assert (page.status_code, bool(page.context["form"].non_field_errors())) == (422, True)
    assert 'value="170"' in page.content.decode()
    vacancy.refresh_from_db()
    assert vacancy.headcount == 150


def test_a_copy_has_the_words_and_neither_counts_nor_people(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    act(lifecycle.add_fill, vacancy, by, people=5, way="direct", province=None)
    copied = vacancies.copy_vacancy(vacancy=vacancy, by=by)
    assert (copied.title, copied.status, copied.published_at) == (
        vacancy.title,
        VacancyStatus.DRAFT,
        None,
    )
    assert (copied.fills.count(), copied.interests.count(), vacancy.fills.count()) == (0, 0, 1)


# Filled and closed --------------------------------------------------------------------------------
def test_places_filled_never_exceed_the_people_asked_for(employer):
    vacancy, by = published_vacancy(employer, headcount=50), representative_of(employer)
    home = Province.objects.first()
    act(lifecycle.add_fill, vacancy, by, people=40, way="fair", province=home)
    with pytest.raises(RuleError, match="Số đã tuyển 51 vượt số cần tuyển 50") as refused:
        act(lifecycle.add_fill, vacancy, by, people=11, way="fair", province=home)
    assert (refused.value.field, list(vacancy.fills.values_list("people", flat=True))) == (
        "people",
        [40],
    )


def test_closed_as_filled_only_when_it_is_said_with_whom(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    with pytest.raises(RuleError, match="Hãy nhập số người đã tuyển và tỉnh quê quán trước"):
        act(lifecycle.close_vacancy, vacancy, by, outcome="filled")
    act(lifecycle.add_fill, vacancy, by, people=5, way="direct", province=None)
    closed = act(lifecycle.close_vacancy, vacancy, by, outcome="filled")
    assert (closed.status, bool(closed.closed_at)) == (VacancyStatus.FILLED, True)
    with pytest.raises(RuleError, match="Vị trí này đã đóng"):
        act(vacancies.change_vacancy, vacancy, by, facts=changed_facts(vacancy, headcount=7))


def test_paused_is_off_the_list_and_its_page_stays(client, employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    act(lifecycle.pause_vacancy, vacancy, by)
    assert client.get(reverse("recruitment:vacancy-list")).context["rows"] == []
    assert client.get(vacancy.get_absolute_url()).context["is_open"] is False
    assert act(lifecycle.resume_vacancy, vacancy, by).status == VacancyStatus.PUBLISHED


def department_of(employer) -> Actor:
    """To which an employer outside parks is routed."""
    seat = Seat.objects.get(agency__province=employer.province, role="coordinator")
    return Actor(seat.holdings.get().person, seat)


# When the employer changes ------------------------------------------------------------------------
def test_nothing_of_an_employer_that_is_to_be_verified_again_is_public(client, employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    ask_employer_back(
        employer=employer, version=employer.version, words="Bổ sung.", by=office_of(employer)
    )
    change_employer(
        employer=employer,
        facts=employer_facts(employer.province, None, name="Công ty Đổi Tên"),
        by=by,
    )
    employer.refresh_from_db()
    vacancy.refresh_from_db()
    assert (employer.status, vacancy.status, vacancy.is_held) == (
        EmployerStatus.REGISTERED,
        VacancyStatus.PAUSED,
        True,
    )
    assert client.get(vacancy.get_absolute_url()).status_code == 404
    with pytest.raises(RuleError, match="Đăng ký của doanh nghiệp phải được xác minh trước"):
        act(lifecycle.resume_vacancy, vacancy, by)
    assert (
        employer.agency.name != "Công ty Đổi Tên"
    )  # nor is it called so anywhere before it is verified
    verify_employer(employer=employer, version=employer.version, by=department_of(employer))
    assert client.get(vacancy.get_absolute_url()).status_code == 200
    [row] = client.get(reverse("recruitment:vacancy-list"), {"q": "doi ten"}).context["rows"]
    assert row["url"] == reverse("recruitment:vacancy-detail", args=[vacancy.pk])


# By itself ----------------------------------------------------------------------------------------
def state(vacancy) -> str:
    vacancy.refresh_from_db()
    return vacancy.status


def test_it_is_published_on_the_day_that_was_chosen(employer):
    today = timezone.localdate()
    vacancy = published_vacancy(employer, publish_on=today + 3 * DAY)
    advance_vacancies(today + 2 * DAY)
    assert state(vacancy) == VacancyStatus.CHECKED
    assert advance_vacancies(today + 3 * DAY)["published"] == 1
    assert state(vacancy) == VacancyStatus.PUBLISHED


def test_after_the_last_day_it_is_closed_and_the_employer_is_told_once(employer, mailoutbox):
    today = timezone.localdate()
    vacancy = published_vacancy(employer, apply_by=today + DAY)
    advance_vacancies(today + DAY)
    assert state(vacancy) == VacancyStatus.PUBLISHED
    for _time in range(2):
        advance_vacancies(today + 2 * DAY)
    assert state(vacancy) == VacancyStatus.EXPIRED
    assert OutboxMessage.objects.filter(template="vacancies_ended").count() == 1
    deliver_messages()
    assert "Đã hết hạn nộp hồ sơ" in mailoutbox[-1].body


def test_the_need_is_asked_for_five_days_before_and_closed_when_nobody_answers(
    employer, mailoutbox
):
    today = timezone.localdate()
    silent, answered = published_vacancy(employer), published_vacancy(employer, title="Thợ hàn")
    assert advance_vacancies(today + 24 * DAY)["refresh_asked"] == 0
    assert [advance_vacancies(today + 25 * DAY)["refresh_asked"] for _time in range(2)] == [2, 0]
    deliver_messages()
    [letter] = [mail for mail in mailoutbox if "Xác nhận còn nhu cầu" in mail.subject]
    assert ("– Công nhân lắp ráp" in letter.body, "– Thợ hàn" in letter.body) == (True, True)
    Vacancy.objects.filter(pk=answered.pk).update(
        refreshed_on=today + 26 * DAY, refresh_asked_on=None
    )
    advance_vacancies(today + 30 * DAY)
    assert state(silent) == VacancyStatus.PUBLISHED
    advance_vacancies(today + 31 * DAY)
    assert (state(silent), state(answered)) == (VacancyStatus.EXPIRED, VacancyStatus.PUBLISHED)


def test_after_a_long_silence_of_the_portal_the_employer_still_has_five_days(employer):
    today = timezone.localdate()
    vacancy = published_vacancy(employer, apply_by=today + 300 * DAY)
    advance_vacancies(today + 50 * DAY)
    advance_vacancies(today + 54 * DAY)
    assert state(vacancy) == VacancyStatus.PUBLISHED
    advance_vacancies(today + 55 * DAY)
    assert state(vacancy) == VacancyStatus.EXPIRED


def test_confirming_gives_another_month(client, employer):
    today = timezone.localdate()
    vacancy = published_vacancy(employer)
    advance_vacancies(today + 25 * DAY)
    vacancy.refresh_from_db()
    sign_in(client, representative_of(employer))
    client.post(
        reverse("recruitment:vacancy-refresh", args=[vacancy.pk]), {"version": vacancy.version}
    )
    vacancy.refresh_from_db()
    assert (vacancy.refreshed_on, vacancy.refresh_asked_on) == (today, None)


# The database, the queries ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"headcount": 0},
        {"income_to": 1},
        {"base_to": 1},
        {"status": "asked_back", "words": ""},
        {"status": "filled"},
        {"refreshed_on": None},
        {"checked_at": None},
        {"closed_at": timezone.now()},
    ],
)
def test_the_database_refuses_nonsense(employer, wrong):
    vacancy = published_vacancy(employer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(**wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_as_often_for_three_as_for_one(
    client, employer, count, django_assert_num_queries
):
    for number in range(count):
        submitted_vacancy(employer, title=f"Thợ {number}")
    sign_in(client, office_of(employer))
    client.get(reverse("recruitment:vacancy-desk"))
    with django_assert_num_queries(6):
        client.get(reverse("recruitment:vacancy-desk"))
    sign_in(client, representative_of(employer))
    client.get(reverse("recruitment:vacancy-desk"))
    with django_assert_num_queries(11):
        client.get(reverse("recruitment:vacancy-desk"))


def test_another_office_sees_nothing_of_it(client, employer):
    vacancy = submitted_vacancy(employer)
    sign_in(client, make_board(make_province()))
    assert client.get(reverse("recruitment:vacancy-desk")).context["rows"] == []
    assert (
        client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])).status_code == 404
    )
    sign_in(client, make_actor(role="leader"))
    assert client.get(reverse("recruitment:vacancy-desk")).context["rows"] == [vacancy]


@pytest.mark.parametrize("query", [{"q": "tho han"}, {"occupation": "72"}, {"occupation": "82"}])
@pytest.mark.parametrize("status", ["submitted", "published"])
def test_the_desk_is_filtered_by_words_and_occupation(client, employer, status, query):
    make = {"submitted": submitted_vacancy, "published": published_vacancy}[status]
    make(employer, title="Thợ hàn", occupation="72")
    make(employer, title="Lắp ráp", occupation="82")
    sign_in(client, office_of(employer))
    rows = client.get(reverse("recruitment:vacancy-desk"), {"status": status} | query).context[
        "rows"
    ]
    assert [row.title for row in rows] == (
        ["Lắp ráp"] if query == {"occupation": "82"} else ["Thợ hàn"]
    )


def test_what_is_over_by_its_date_is_not_opened_again(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    act(lifecycle.pause_vacancy, vacancy, by)
    Vacancy.objects.filter(pk=vacancy.pk).update(apply_by=timezone.localdate() - DAY)
    with pytest.raises(RuleError, match="Đã hết hạn nộp hồ sơ"):
        act(lifecycle.resume_vacancy, vacancy, by)


def test_sent_to_be_checked_or_not_made_at_all(client):
    province = make_province()
    make_department(province)
    employer = make_employer(province)
    sign_in(client, representative_of(employer))
    page = client.post(reverse("recruitment:vacancy-add"), form_of(employer, submit="1"))
    assert (page.status_code, Vacancy.objects.count()) == (
        422,
        0,
    )  # pressed again, it would else be made twice
    client.post(reverse("recruitment:vacancy-add"), form_of(employer))
    vacancy = Vacancy.objects.get()
    url = reverse("recruitment:vacancy-change", args=[vacancy.pk])
    client.post(url, form_of(employer, version=vacancy.version, title="Khác", submit="1"))
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.status) == ("Công nhân lắp ráp", VacancyStatus.DRAFT)
