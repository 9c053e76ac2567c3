"""Next month's file is the same demand, changed: what is unchanged, changed, new and gone; all of
it is recorded at once, and nothing twice.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from agencies.audit.models import AuditEntry
from agencies.errors import RuleError
from recruitment.import_review import services as review
from recruitment.imports import services as imports
from recruitment.imports.models import ImportRun, VacancyImport
from recruitment.imports.runs import HowItEnds
from recruitment.month_lists.services import ListOutdatedError
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import change_vacancy
from recruitment.vacancy_life.services import add_fill, pause_vacancy
from tests.factories import sign_in
from tests.factories_recruitment import (
    changed_facts,
    draft_vacancy,
    make_department,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from tests.recruitment.import_review.month_files import (
    as_cells,
    differences,
    matches,
    month_file,
    record,
    review_of,
    uploaded_rows,
)
from tests.taken_back import taken_back
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Thủ kho",
    "headcount": "4",
    "occupation": "43",
    "skill": "none",
    "description": "Nhập, xuất kho.",
    "base_wage": "6 triệu",
    "income": "8–9 triệu",
    "contract": "u36",
    "shift": "day",
    "apply_by": f"{timezone.localdate() + datetime.timedelta(days=40):%d/%m/%Y}",
}


def log_of(vacancy: Vacancy) -> list[str]:
    rows = AuditEntry.objects.filter(target_type="recruitment.vacancy", target_id=vacancy.pk)
    return list(rows.order_by("pk").values_list("action", flat=True))


def versions() -> dict[int, int]:
    return dict(Vacancy.objects.values_list("pk", "version"))


# What a row is ------------------------------------------------------------------------------------
def test_what_is_open_in_any_state_is_unchanged_and_what_has_ended_is_new(employer):
    made = [
        draft_vacancy(employer, title="Thợ hàn"),
        submitted_vacancy(employer, title="Bảo vệ"),
        published_vacancy(employer, title="Kế toán"),
        published_vacancy(employer, title="Lái xe nâng"),
    ]
    paused = made[3]
    pause_vacancy(vacancy=paused, version=paused.version, by=representative_of(employer))
    ended = published_vacancy(employer, title="Đầu bếp")
    Vacancy.objects.filter(pk=ended.pk).update(
        status="withdrawn", closed_at=timezone.now(), outcome="withdrawn"
    )
    source = uploaded_rows(employer, [as_cells(each) for each in (*made, ended)])
    assert matches(source) == ["same"] * 4 + ["new"]


def test_a_change_is_told_fact_by_fact_and_what_was_taken_on_stays(employer):
    vacancy = published_vacancy(employer)
    by = representative_of(employer)
    add_fill(
        vacancy=vacancy, version=vacancy.version, people=30, way="direct", province=None, by=by
    )
    source = uploaded_rows(employer, [as_cells(vacancy, headcount="120", income="10–13 triệu")])
    [change] = review_of(source).changes()
    told = [(each.label, each.before, each.after) for each in change.differences]
    assert told == [
        ("Số người cần tuyển", "100", "120"),
        ("Tổng thu nhập", "9–12 triệu", "10–13 triệu"),
    ]
    assert (change.taken_on, str(change.effect)) == (
        30,
        "được duyệt lại; trong lúc đó người lao động vẫn đọc nội dung đã duyệt",
    )
    record(source)
    vacancy.refresh_from_db()
    fills = sum(vacancy.fills.values_list("people", flat=True))
    assert (vacancy.headcount, vacancy.status, fills) == (120, "submitted", 30)


def test_more_people_stay_public_and_fewer_than_were_taken_on_are_refused(employer):
    vacancy = published_vacancy(employer)
    by = representative_of(employer)
    add_fill(
        vacancy=vacancy, version=vacancy.version, people=30, way="direct", province=None, by=by
    )
    few = uploaded_rows(employer, [as_cells(vacancy, headcount="20")])
    assert list(few.rows.get().problems) == ["headcount"]
    record(uploaded_rows(employer, [as_cells(vacancy, headcount="120")]))
    vacancy.refresh_from_db()
    assert (vacancy.headcount, vacancy.status, log_of(vacancy)[-1]) == (
        120,
        "published",
        "vacancy-changed",
    )


def test_what_the_file_does_not_say_stays_as_it_is(employer):
    """Neither the contact of the registration nor what a new vacancy says by itself comes over."""
    vacancy = published_vacancy(
        employer, contact_phone="0912000999", way="fair", experience="1-2", schooling="lower"
    )
    cells = as_cells(vacancy)
    short = {name: cells[name] for name in ("title", "headcount", "income")} | {"headcount": "150"}
    source = uploaded_rows(employer, [short])
    assert differences(source) == {2: ["headcount"]}
    before = Vacancy.objects.filter(pk=vacancy.pk).values().get()
    record(source)
    after = Vacancy.objects.filter(pk=vacancy.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"headcount", "version", "changed_at"}


def test_an_emptied_cell_takes_back_what_may_be_empty(employer):
    vacancy = published_vacancy(employer, benefits=["meals", "bus"], papers="CCCD")
    source = uploaded_rows(employer, [as_cells(vacancy, benefits="", contract="", papers="")])
    assert differences(source) == {2: ["benefits", "papers"]}


def test_a_guess_that_says_what_is_open_need_not_be_confirmed(employer):
    vacancy = published_vacancy(employer, occupation="82")
    unsaid = as_cells(vacancy) | {"occupation": ""}
    other = NEW | {"occupation": ""}
    source = uploaded_rows(employer, [unsaid, other])
    assert [(row.match, row.has_guesses) for row in source.rows.all()] == [
        ("same", False),
        ("new", True),
    ]


def test_a_row_to_be_mended_keeps_its_vacancy_from_being_gone(employer):
    vacancy = published_vacancy(employer)
    source = uploaded_rows(employer, [as_cells(vacancy, headcount="nhiều")])
    [row] = source.rows.all()
    assert (list(row.problems), row.matched, review_of(source).gone) == (
        ["headcount"],
        vacancy,
        [],
    )
    by = representative_of(employer)
    review.mend_cells(source=source, cells={row.pk: {"headcount": "101"}}, by=by)
    imports.continue_import(source, stop=lambda: False)
    assert differences(source) == {2: ["headcount"]}


def test_the_number_of_the_portal_finds_a_vacancy_and_is_no_code_of_the_employer(employer):
    vacancy = published_vacancy(employer)
    source = uploaded_rows(employer, [as_cells(vacancy, own_code=str(vacancy.pk))])
    assert matches(source) == ["same"]
    coded = uploaded_rows(employer, [as_cells(vacancy, own_code="VT-01")])
    assert differences(coded) == {2: ["own_code"]}
    record(coded)
    vacancy.refresh_from_db()
    assert (vacancy.own_code, vacancy.status) == ("VT-01", "published")
    again = uploaded_rows(employer, [as_cells(vacancy, own_code="vt 01", title="Thợ lắp ráp máy")])
    assert differences(again) == {2: ["title"]}


# Recording ----------------------------------------------------------------------------------------
def test_new_changed_and_gone_are_recorded_at_once_and_the_same_file_again_changes_nothing(
    employer,
):
    kept, changed, filled, nobody = (
        published_vacancy(employer, title=title)
        for title in ("Thợ hàn", "Bảo vệ", "Kế toán", "Lái xe nâng")
    )
    rows = [as_cells(kept), as_cells(changed, headcount="120"), NEW]
    source = uploaded_rows(employer, rows)
    assert [vacancy.title for vacancy in review_of(source).gone] == ["Kế toán", "Lái xe nâng"]
    record(
        source,
        endings={filled.pk: HowItEnds("filled", 40), nobody.pk: HowItEnds("nobody")},
    )
    figures = {"new": 1, "changed": 1, "ended": 2, "confirmed": 0}
    assert ImportRun.objects.get().figures == figures
    stands = dict(Vacancy.objects.values_list("title", "status"))
    assert stands == {
        "Thợ hàn": "published",
        "Bảo vệ": "published",
        "Kế toán": "filled",
        "Lái xe nâng": "withdrawn",
        "Thủ kho": "submitted",
    }
    fill = filled.fills.get()
    assert (fill.people, fill.province, log_of(filled)[-2:]) == (
        40,
        None,
        ["vacancy-fill-added", "vacancy-closed"],
    )
    before = versions()
    again = uploaded_rows(employer, rows)
    assert (matches(again), review_of(again).gone) == (["same"] * 3, [])
    record(again)
    assert (versions(), log_of(kept)[-1]) == (before, "vacancy-checked")


def test_the_same_file_in_the_next_month_confirms_what_is_public_and_nothing_else(client, employer):
    public = published_vacancy(employer, title="Thợ hàn")
    waiting = submitted_vacancy(employer, title="Bảo vệ")
    long_ago = timezone.localdate() - datetime.timedelta(days=29)
    Vacancy.objects.filter(pk=public.pk).update(refreshed_on=long_ago, refresh_asked_on=long_ago)
    source = uploaded_rows(employer, [as_cells(public), as_cells(waiting)])
    by = representative_of(employer)
    sign_in(client, by)
    page = client.get(source.get_absolute_url()).content.decode()
    assert "1 unchanged position is public" in page
    page = confirm_page(client, source).content.decode()
    assert "Of 1 unchanged position it is confirmed" in page
    public.refresh_from_db()
    asked = (public.refreshed_on, public.refresh_asked_on, log_of(public)[-1])
    assert asked == (timezone.localdate(), None, "vacancy-refreshed")
    assert log_of(waiting)[-1] == "vacancy-submitted"
    before = versions()
    again = uploaded_rows(employer, [as_cells(public), as_cells(waiting)])
    assert review_of(again).to_confirm == 0
    record(again)
    assert versions() == before


def test_what_is_kept_open_is_not_asked_about_again_in_that_file(employer):
    open_one = published_vacancy(employer)
    source = uploaded_rows(employer, [NEW, NEW | {"title": "Tạp vụ", "headcount": "x"}])
    record(source, endings={open_one.pk: HowItEnds("")})
    open_one.refresh_from_db()
    assert (open_one.status, review_of(source).gone) == ("published", [])


def test_one_refusal_leaves_everything_as_it_was(employer):
    changed = published_vacancy(employer, title="Bảo vệ")
    gone = published_vacancy(employer, title="Kế toán")
    source = uploaded_rows(employer, [as_cells(changed, headcount="120"), NEW])
    before = versions()
    record(source, endings={gone.pk: HowItEnds("filled", 0)})
    assert versions() == before
    assert "Kế toán" in ImportRun.objects.get().words
    assert (source.status, matches(source)) == ("looked", ["changed", "new"])


def test_what_was_compared_with_another_state_is_not_recorded(employer):
    vacancy = published_vacancy(employer)
    by = representative_of(employer)
    source = uploaded_rows(employer, [as_cells(vacancy, headcount="120")])
    seen = source.matched_as
    change_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        facts=changed_facts(vacancy, headcount=110),
        by=by,
    )
    with pytest.raises(ListOutdatedError):
        imports.create_vacancies(source=source, by=by)
    imports.match_again(source=source, by=by)
    source.refresh_from_db()
    with pytest.raises(ListOutdatedError):
        imports.create_vacancies(source=source, by=by, seen=seen)
    record(source, seen=source.matched_as)
    vacancy.refresh_from_db()
    assert vacancy.headcount == 120


def test_drafts_and_what_was_asked_back_are_sent_with_their_change(employer):
    draft = draft_vacancy(employer)
    record(uploaded_rows(employer, [as_cells(draft, headcount="120")]))
    draft.refresh_from_db()
    assert (draft.status, draft.headcount) == ("submitted", 120)


# Questions ----------------------------------------------------------------------------------------
def test_an_uncertain_row_waits_for_its_answer_and_nothing_is_made_of_it(employer):
    vacancy = published_vacancy(employer, title="Nhân viên an ninh", occupation="54")
    source = uploaded_rows(employer, [as_cells(vacancy, title="Bảo vệ")])
    record(source)
    assert (matches(source), review_of(source).gone) == (["asked"], [])
    assert Vacancy.objects.count() == 1
    [question] = review_of(source).questions()
    assert [offer.vacancy for offer in question.offers] == [vacancy]
    by = representative_of(employer)
    answers = {question.row.pk: str(vacancy.pk)}
    assert review.answer_questions(source=source, answers=answers, by=by) == 1
    imports.continue_import(source, stop=lambda: False)
    assert differences(source) == {2: ["title"]}
    review.take_answers_back(source=source, row=question.row.pk, by=by)
    imports.continue_import(source, stop=lambda: False)
    assert matches(source) == ["asked"]
    review.answer_questions(source=source, answers={}, for_all="new", by=by)
    imports.continue_import(source, stop=lambda: False)
    assert (matches(source), review_of(source).gone) == (["new"], [vacancy])


def test_an_answer_that_was_not_offered_counts_for_nothing(employer):
    vacancy = published_vacancy(employer, title="Nhân viên an ninh", occupation="54")
    other = published_vacancy(employer, title="Kế toán")
    source = uploaded_rows(employer, [as_cells(vacancy, title="Bảo vệ")])
    [row] = source.rows.all()
    by = representative_of(employer)
    for answer in (str(other.pk), "repeated", "x"):
        count = review.answer_questions(source=source, answers={row.pk: answer}, by=by)
        assert count == 0, answer


def test_a_row_once_more_is_asked_about_and_left_out_when_told_so(employer):
    source = uploaded_rows(employer, [NEW, NEW | {"headcount": "6"}])
    assert matches(source) == ["new", "twice"]
    by = representative_of(employer)
    review.answer_questions(source=source, answers={}, for_all="likeliest", by=by)
    imports.continue_import(source, stop=lambda: False)
    record(source)
    assert [vacancy.headcount for vacancy in Vacancy.objects.all()] == [4]


# Offices ------------------------------------------------------------------------------------------
def test_an_office_compares_with_its_own_desk_and_sees_no_draft(employer):
    draft = draft_vacancy(employer, title="Thợ hàn")
    public = published_vacancy(employer, title="Bảo vệ")
    office = office_of(employer)
    source = uploaded_rows(employer, [as_cells(public, headcount="120"), NEW], by=office)
    assert review_of(source).gone == []
    record(source, by=office)
    public.refresh_from_db()
    draft.refresh_from_db()
    assert (public.headcount, public.status, draft.status) == (120, "published", "draft")
    assert Vacancy.objects.get(title="Thủ kho").status == "published"


def test_what_the_office_has_worded_is_checked_by_that_but_not_what_waited_before(employer):
    public = published_vacancy(employer, title="Bảo vệ")
    waiting = submitted_vacancy(employer, title="Kế toán")
    office = office_of(employer)
    rows = [as_cells(public, income="10 triệu"), as_cells(waiting, headcount="120")]
    record(uploaded_rows(employer, rows, by=office), by=office)
    assert dict(Vacancy.objects.values_list("title", "status")) == {
        "Bảo vệ": "published",
        "Kế toán": "submitted",
    }


def test_what_is_at_another_desk_is_known_but_not_changed_by_an_office(employer):
    """Compared with all that is public, so that nothing is made twice."""
    elsewhere = published_vacancy(employer, title="Bảo vệ", park=None)
    assert elsewhere.office != employer.office
    office = office_of(employer)
    source = uploaded_rows(employer, [as_cells(elsewhere)], by=office)
    assert matches(source) == ["same"]
    changed = uploaded_rows(employer, [as_cells(elsewhere, headcount="120")], by=office)
    assert (list(changed.rows.get().problems), review_of(changed).gone) == ([""], [])
    assert review_of(uploaded_rows(employer, [NEW], by=office)).gone == []


def test_an_office_does_not_change_drafts_through_the_employers_file(client, employer):
    draft = draft_vacancy(employer, title="Thợ hàn", headcount=77)
    source = uploaded_rows(employer, [as_cells(draft, headcount="120")])
    office = office_of(employer)
    with pytest.raises(RuleError, match="bản nháp"):
        imports.create_vacancies(source=source, by=office)
    assert (
        "<del>77</del>"
        not in sign_in(client, office).get(source.get_absolute_url()).content.decode()
    )
    other = uploaded_rows(employer, [NEW])
    assert "Thợ hàn" not in client.get(other.get_absolute_url()).content.decode()
    sign_in(client, representative_of(employer))
    assert "<del>77</del>" in client.get(source.get_absolute_url()).content.decode()
    assert "Thợ hàn" in client.get(other.get_absolute_url()).content.decode()


# The page -----------------------------------------------------------------------------------------
def confirm_page(client, source, **typed):
    path = reverse("recruitment:import-create", args=[source.pk])
    return client.post(path, {"seen": source.matched_as, **typed}, follow=True)


def test_the_page_asks_how_those_end_that_are_gone_and_loses_nothing_that_was_typed(
    client, employer
):
    filled = published_vacancy(employer, title="Kế toán")
    nobody = published_vacancy(employer, title="Lái xe nâng")
    sign_in(client, representative_of(employer))
    source = uploaded_rows(employer, [NEW])
    page = confirm_page(client, source, **{f"people_{filled.pk}": "40"})
    assert (page.status_code, list(page.context["form"].errors)) == (
        422,
        ["outcome", f"end_{filled.pk}"],
    )
    assert 'value="40"' in page.content.decode()
    typed = {"outcome": "nobody", f"end_{filled.pk}": "filled"}
    page = confirm_page(client, source, **typed)
    assert list(page.context["form"].errors) == [f"people_{filled.pk}"]
    page = confirm_page(client, source, **typed, **{f"people_{filled.pk}": "40"})
    assert "1 new, 0 changed, 2 closed" in page.content.decode()
    nobody.refresh_from_db()
    assert nobody.outcome == "nobody"


def test_the_page_says_that_nothing_has_changed(client, employer):
    vacancy = published_vacancy(employer)
    sign_in(client, representative_of(employer))
    page = client.get(uploaded_rows(employer, [as_cells(vacancy)]).get_absolute_url())
    text = page.content.decode()
    assert "Nothing has changed" in text
    assert "month-confirm" not in text


def test_the_page_asks_to_compare_again_when_something_has_changed(client, employer):
    vacancy = published_vacancy(employer)
    by = representative_of(employer)
    source = uploaded_rows(employer, [as_cells(vacancy, headcount="120")])
    pause_vacancy(vacancy=vacancy, version=vacancy.version, by=by)
    sign_in(client, by)
    assert "Compare again" in client.get(source.get_absolute_url()).content.decode()
    page = confirm_page(client, source)
    assert "Nothing was recorded" in page.content.decode()
    client.post(reverse("recruitment:import-match", args=[source.pk]))
    source.refresh_from_db()
    page = confirm_page(client, source)
    assert "0 new, 1 changed, 0 closed" in page.content.decode()


def test_questions_are_answered_on_the_page(client, employer):
    vacancy = published_vacancy(employer, title="Nhân viên an ninh", occupation="54")
    source = uploaded_rows(employer, [as_cells(vacancy, title="Bảo vệ"), NEW, NEW])
    sign_in(client, representative_of(employer))
    text = client.get(source.get_absolute_url()).content.decode()
    assert (text.count('<fieldset class="month-question"'), "2 rows to be answered" in text) == (
        2,
        True,
    )
    first, _new, again = source.rows.all()
    path = reverse("recruitment:import-answer", args=[source.pk])
    given = {f"row_{first.pk}": vacancy.pk, f"row_{again.pk}": "repeated", "row_x": "y"}
    client.post(path, given)
    assert matches(source) == ["changed", "new", "repeated"]
    client.post(path, {"undone": first.pk})
    assert matches(source) == ["asked", "new", "repeated"]
    client.post(path, {"undone": "all"})
    client.post(path, {"for_all": "whatever"})
    assert matches(source) == ["asked", "new", "twice"]


# Two at once --------------------------------------------------------------------------------------
@pytest.fixture
def two_clerks(transactional_db):
    province = make_province()
    make_department(province)
    employer = verified_employer(province)
    vacancies = [published_vacancy(employer, title=title) for title in ("Thợ hàn", "Kế toán")]
    rows = [as_cells(vacancies[0], headcount="120"), NEW]
    return employer, vacancies, rows


def test_two_who_confirm_one_file_at_once_record_it_once_and_one_is_told(two_clerks):
    employer, (_changed, gone), rows = two_clerks
    source = uploaded_rows(employer, rows)
    by = representative_of(employer)

    def confirm() -> None:
        imports.create_vacancies(
            source=VacancyImport.objects.get(pk=source.pk),
            seen=source.matched_as,
            endings={gone.pk: HowItEnds("nobody")},
            by=by,
        )
        imports.continue_import(source, stop=lambda: False)

    told = told_at_once(confirm, confirm)
    imports.continue_import(source, stop=lambda: False)  # what a locked row has kept the first from
    assert told in (["ListOutdatedError", "done"], ["RuleError", "done"])
    assert sorted(Vacancy.objects.values_list("title", "headcount")) == [
        ("Kế toán", 100),
        ("Thợ hàn", 120),
        ("Thủ kho", 4),
    ]


def test_two_files_of_one_employer_confirmed_at_once_double_nothing(two_clerks):
    employer, _vacancies, rows = two_clerks
    sources = [uploaded_rows(employer, rows) for _time in range(2)]
    by = representative_of(employer)

    def confirm(source: VacancyImport) -> None:
        imports.create_vacancies(source=source, seen=source.matched_as, by=by)
        imports.continue_import(source, stop=lambda: False)
        if words := source.runs.get().words:
            raise RuleError(words)

    told = told_at_once(*(lambda source=source: confirm(source) for source in sources))
    assert told.count("done") == 1
    assert Vacancy.objects.filter(title="Thủ kho").count() == 1


def test_the_control_without_the_state_that_was_seen_two_files_are_recorded_twice(
    employer, monkeypatch
):
    sources = [uploaded_rows(employer, [NEW]) for _time in range(2)]
    seen = sources[0].matched_as
    for module in ("month_lists.services", "imports.runs"):
        monkeypatch.setattr(f"recruitment.{module}.current_digest", lambda *_given, **_named: seen)
    for source in sources:
        record(source)
    assert Vacancy.objects.filter(title="Thủ kho").count() == 2


# Everything ---------------------------------------------------------------------------------------
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = ("Thợ hàn", "Bảo vệ", "Công nhân may", "Kế toán", "Lái xe nâng")
OPEN = st.lists(
    st.fixed_dictionaries(
        {
            "headcount": st.integers(1, 300),
            "base_from": st.decimals("5", "6", places=2),
            "income_to": st.none() | st.decimals("9", "20", places=1),
            "benefits": st.lists(st.sampled_from(["meals", "bus", "dormitory"]), unique=True),
            "papers": st.sampled_from(["", "CCCD"]),
            "own_code": st.just(""),
            "description": st.sampled_from(["Làm tại xưởng.", "Ca ngày.\n\nCó phụ cấp; ăn ca."]),
        }
    ),
    min_size=1,
    max_size=5,
)
EDITS = {
    "headcount": "301",
    "income": "21–22 triệu",
    "shift": "three",
    "papers": "Giấy khám sức khỏe",
    "contact_phone": "0912000777",
    "own_code": "MÃ-9",
}


def _open(employer, said) -> list[Vacancy]:
    return [
        draft_vacancy(employer, title=f"{WORDS[at]} {at}", **each) for at, each in enumerate(said)
    ]


@given(OPEN)
@FEW
def test_the_open_state_as_a_file_is_all_unchanged(employer, said):
    with taken_back():
        vacancies = _open(employer, said)
        source = uploaded_rows(employer, [as_cells(each) for each in reversed(vacancies)])
        assert matches(source) == ["same"] * len(vacancies)
        assert review_of(source).gone == []


@given(OPEN, st.data())
@FEW
def test_random_edits_are_exactly_the_groups(employer, said, data):
    with taken_back():
        vacancies = _open(employer, said)
        what = data.draw(
            st.lists(
                st.sampled_from(["same", "changed", "gone"]),
                min_size=len(vacancies),
                max_size=len(vacancies),
            )
        )
        rows = [NEW]
        wanted = {}
        for vacancy, group in zip(vacancies, what, strict=True):
            if group == "gone":
                continue
            names = data.draw(st.sets(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
            names = names if group == "changed" else set()
            rows.append(as_cells(vacancy, **{name: EDITS[name] for name in names}))
            if names:
                wanted[len(rows) + 1] = sorted(names)
        source = uploaded_rows(employer, rows)
        found = {number: sorted(names) for number, names in differences(source).items()}
        assert found == wanted
        assert matches(source).count("new") == 1
        gone = [each for each, group in zip(vacancies, what, strict=True) if group == "gone"]
        assert review_of(source).gone == gone


def test_a_whole_workbook_of_the_open_state_is_all_unchanged(employer):
    """Through the reader too, under the headings of the template."""
    vacancies = [
        published_vacancy(employer, title=f"Thợ hàn {n}", headcount=n, benefits=["meals"])
        for n in (1, 2, 3)
    ]
    source = imports.upload_workbook(
        employer=employer,
        data=month_file([as_cells(each) for each in vacancies]),
        file_name="a.xlsx",
        by=representative_of(employer),
    )
    imports.continue_import(source, stop=lambda: False)
    assert matches(source) == ["same"] * 3
