"""What of a search comes first; every row stands on exactly one page."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from recruitment.job_search import ranked
from recruitment.job_search.cursors import RankedCursor, VacancyCursor
from recruitment.job_search.ranked import find_ranked_vacancies
from recruitment.job_search.ranking import rank_words, read_typed_words
from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.models import Vacancy
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    verified_employer,
)
from vietnam.folding import search_words, toned_words

pytestmark = pytest.mark.django_db
LIST = "/viec-lam/"
DAY = timedelta(days=1)


def found(client, q: str, **filters) -> list[str]:
    return [row["title"] for row in client.get(LIST, {"q": q, **filters}).context["rows"]]


def publish(employer, *titles: str, **given) -> None:
    """Of each title one, the last one the newest."""
    for title in titles:
        published_vacancy(employer, title=title, **given)


# What comes first ---------------------------------------------------------------------------------
def test_the_title_that_was_typed_comes_first_however_old_it_is(client, employer):
    publish(employer, "Thợ hàn", "Thợ hàn tàu", "Tổ trưởng thợ hàn")
    assert found(client, "thợ hàn") == ["Thợ hàn", "Tổ trưởng thợ hàn", "Thợ hàn tàu"]
    assert found(client, "tho han") == ["Thợ hàn", "Tổ trưởng thợ hàn", "Thợ hàn tàu"]


def test_a_phrase_comes_before_its_words_and_the_title_before_other_texts(client):
    province = make_province()
    make_department(province)
    garment = verified_employer(province, name="Công ty Lắp ráp Bình Minh")
    other = verified_employer(province, name="Công ty Ánh Sao", products="")
    publish(other, "Công nhân lắp ráp", "Ráp máy, lắp khung", occupation="75")
    publish(garment, "Bảo vệ", occupation="54")
    assert found(client, "lắp ráp") == ["Công nhân lắp ráp", "Ráp máy, lắp khung", "Bảo vệ"]


def test_the_tone_of_what_was_typed_breaks_ties(client, employer):
    publish(employer, "Công nhân may", "Công nhân máy", occupation="93")
    assert found(client, "may") == ["Công nhân may", "Công nhân máy"]
    assert found(client, "máy") == ["Công nhân máy", "Công nhân may"]
    assert found(client, "công nhân may") == ["Công nhân may", "Công nhân máy"]


def test_the_tone_breaks_ties_in_the_names_of_employers_too(client):
    province = make_province()
    make_department(province)
    publish(verified_employer(province, name="Công ty May Sao"), "Bảo vệ", occupation="54")
    publish(verified_employer(province, name="Nhà máy Sao"), "Kế toán", occupation="41")
    assert found(client, "may") == ["Bảo vệ", "Kế toán"]
    assert found(client, "máy") == ["Kế toán", "Bảo vệ"]


def test_equals_stand_newest_first(client, employer):
    publish(employer, "Thợ may A", "Thợ may B", "Thợ may C")
    assert found(client, "thợ may") == ["Thợ may C", "Thợ may B", "Thợ may A"]


def test_filters_narrow_and_change_no_order(client, employer):
    publish(employer, "Thợ hàn", benefits=["housing"])
    publish(employer, "Thợ hàn tàu", benefits=["bus"])
    publish(employer, "Thợ hàn khung", benefits=["housing"])
    assert found(client, "thợ hàn", lodging="on") == ["Thợ hàn", "Thợ hàn khung"]
    assert found(client, "thợ hàn", bus="on") == ["Thợ hàn tàu"]


def test_a_filter_alone_ranks_nothing(client, employer):
    publish(employer, "A", "B", benefits=["bus"])
    assert found(client, "", bus="on") == ["B", "A"]


# Places -------------------------------------------------------------------------------------------
@pytest.fixture
def places(db):
    """One vacancy each in wards and parks of the new Bắc Ninh, named after where it is."""
    province = make_province("Bắc Ninh", "bac-ninh-2025")
    make_department(province)
    board = make_board(province)
    for title, ward, park in (
        ("phường Nếnh", "Phường Nếnh", ""),
        ("phường Việt Yên", "Phường Việt Yên", ""),
        ("KCN Đình Trám", "Phường Chưa Rõ", "KCN Đình Trám"),
        ("KCN Quế Võ", "Phường Nếnh", "KCN Quế Võ"),
        ("Tam Giang", "Xã Tam Giang", ""),
        ("Chưa rõ", "Phường Chưa Rõ", ""),
    ):
        inside = make_park(board, park) if park else None
        published_vacancy(verified_employer(province, inside, ward=ward), title=title)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("Việt Yên", {"phường Nếnh", "phường Việt Yên", "KCN Đình Trám"}),
        ("ở huyện Việt Yên", {"phường Nếnh", "phường Việt Yên", "KCN Đình Trám"}),
        ("thị xã viet yen", {"phường Nếnh", "phường Việt Yên", "KCN Đình Trám"}),
        ("kcn việt yên", {"KCN Đình Trám"}),
        ("khu công nghiệp Đình Trám", {"KCN Đình Trám"}),
        ("Quang Châu", {"phường Nếnh"}),  # merged into it
        ("Quế Võ", {"KCN Quế Võ"}),
        ("Yên Phong", {"Tam Giang"}),
        # "Tam Giang, Bắc Ninh" has its syllables; where the ward is not known, it may be meant.
        (
            "Bắc Giang",
            {"phường Nếnh", "phường Việt Yên", "KCN Đình Trám", "Chưa rõ"},
        ),
    ],
)
def test_a_place_is_found_by_the_names_it_had(client, places, typed, titles):
    assert set(found(client, typed)) == titles


def test_the_province_of_today_is_all_of_it(client, places):
    assert len(found(client, "Bắc Ninh")) == 6


def test_what_lies_there_comes_before_what_only_names_it(client, places):
    province = make_province("Lạng Sơn", "lang-son")
    make_department(province)
    elsewhere = verified_employer(province, name="Công ty Việt Yên", ward="Phường Đông Kinh")
    publish(elsewhere, "Newest")
    assert found(client, "Việt Yên") == [
        "KCN Đình Trám",
        "phường Việt Yên",
        "phường Nếnh",
        "Newest",
    ]


def test_words_and_a_place_are_both_asked_for(client, places):
    province = make_province("Lạng Sơn", "lang-son")
    make_department(province)
    publish(verified_employer(province, ward="Phường Đông Kinh"), "Thợ hàn")
    assert found(client, "thợ hàn Việt Yên") == []
    assert found(client, "thợ hàn Lạng Sơn") == ["Thợ hàn"]


# Pages --------------------------------------------------------------------------------------------
TEXTS = ("công nhân may", "tho han", "may", "1 xưởng")


@pytest.fixture
def many(django_db_blocker):
    generate_vacancies(600, seed=3, today=timezone.localdate())


def ranking(text: str, *filters: str):
    return rank_words(read_typed_words(text), filters)


def expected(text: str) -> list[int]:
    """By the rules as they are told, from the titles and names themselves."""
    rows = Vacancy.objects.published().select_related("employer__agency")
    terms = read_typed_words(text).terms
    rows = [row for row in rows if all(f"'{term}'" in row.search for term in terms)]
    rows.sort(key=lambda row: (_tier(text, row), -row.published_at.timestamp(), -row.pk))
    return [row.pk for row in rows]


def _tier(text: str, row: Vacancy) -> int:
    words, toned = search_words(text), toned_words(text)
    title, toned_title = search_words(row.title), toned_words(row.title)
    name = row.employer.agency.name
    pairs = list(pairwise(words)) or [(words[0],)]
    of_title = [*pairwise(title), *((word,) for word in title)]
    of_name = list(pairwise(search_words(name)))
    anywhere = {*toned_title, *toned_words(name), *toned_words(row.employer.products)}
    rules = [
        toned == toned_title,
        words == title,
        set(pairs) <= set(of_title) and set(toned) <= set(toned_title),
        set(pairs) <= set(of_title),
        set(toned) <= set(toned_title),
        set(words) <= set(title),
        len(words) > 1 and set(pairs) <= set(of_name),
        set(toned) <= anywhere,
        True,
    ]
    return rules.index(True)


def walk(asked, step: str) -> list[int]:
    """All pages, one after the other; from the end when `step` is "newer"."""
    page, keys = find_ranked_vacancies(asked), []
    while True:
        keys += [row["id"] for row in page.rows]
        if page.older is None:
            break
        page = find_ranked_vacancies(asked, after=RankedCursor.parse(str(page.older)))
    if step == "older":
        return keys
    back = [[row["id"] for row in page.rows]]
    while page.newer is not None:
        page = find_ranked_vacancies(asked, before=page.newer)
        back.insert(0, [row["id"] for row in page.rows])
    return [key for keys in back for key in keys]


@pytest.mark.parametrize("trial", [ranked.TRIAL, 30, 1])  # 1: the text index is asked
def test_every_row_stands_on_exactly_one_page_in_both_directions(many, monkeypatch, trial):
    monkeypatch.setattr(ranked, "TRIAL", trial)
    for text in TEXTS:
        rows = expected(text)
        assert len(rows) > 20, text
        assert [walk(ranking(text), step) == rows for step in ("older", "newer")] == [True, True]


@pytest.mark.parametrize("trial", [ranked.TRIAL, 1])
def test_pages_with_filters_hold_every_row_once(many, monkeypatch, trial):
    monkeypatch.setattr(ranked, "TRIAL", trial)
    with_bus = {row.pk for row in Vacancy.objects.published() if "'=bus'" in row.search}
    rows = [key for key in expected("công nhân") if key in with_bus]
    asked = ranking("công nhân", "=bus")
    assert [walk(asked, step) == rows for step in ("older", "newer")] == [True, True]


def test_many_with_the_typed_title_fill_pages_of_their_own(many):
    keys = list(Vacancy.objects.published().order_by("-published_at").values_list("pk", flat=True))
    for key in keys[100:150]:
        row = Vacancy.objects.select_related("employer__agency", "park", "province").get(pk=key)
        row.title = "Thợ máy" if key % 3 else "Thợ may"
        ranked_row(row)
    for text in ("thợ may", "thợ máy", "tho may"):
        rows = expected(text)
        assert [walk(ranking(text), step) == rows for step in ("older", "newer")] == [True, True]


def ranked_row(row: Vacancy) -> None:
    from recruitment.vacancy_saving.search_terms import index_vacancy  # one use

    index_vacancy(row)
    row.save()


# Places in the list -------------------------------------------------------------------------------
def test_a_place_in_a_ranked_list_is_read_back():
    place = RankedCursor(3, VacancyCursor(1_764_000_000_123_456, 77))
    assert (str(place), RankedCursor.parse(str(place))) == ("3.1764000000123456-77", place)


@pytest.mark.parametrize("text", ["", "x", "3", "3.", ".1-2", "12.1-2", "².1-2", "3.1-2-3", "1-2"])
def test_anything_else_is_no_place(text):
    assert RankedCursor.parse(text) is None


@pytest.mark.parametrize("text", ["9.1-2", "x", "3.x-1"])
def test_an_address_with_a_wrong_place_shows_the_first_page(client, many, text):
    first = client.get(LIST, {"q": "thợ hàn"}).context["rows"]
    assert client.get(LIST, {"q": "thợ hàn", "after": text}).context["rows"] == first


def test_an_address_of_before_the_ranking_goes_on_by_time(client, many):
    newest = Vacancy.objects.published().order_by("-published_at", "-pk").first()
    place = VacancyCursor.at_moment(newest.published_at, newest.pk)
    page = client.get(LIST, {"q": "công nhân", "after": str(place)})
    keys = [
        row.pk
        for row in Vacancy.objects.published().order_by("-published_at", "-pk")
        if row.pk != newest.pk and all(f"'{word}'" in row.search for word in ("cong", "nhan"))
    ]
    assert [row["url"] for row in page.context["rows"]] == [f"{LIST}{key}/" for key in keys[:20]]
    assert "." not in page.context["next"].split("after=")[1]
