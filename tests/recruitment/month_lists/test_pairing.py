"""Which lines of a list are which open vacancies: what is sure, what is asked, and that it takes no
longer than the lines.
"""

from hypothesis import given, settings, strategies as st

from recruitment.month_lists import pairing
from recruitment.month_lists.agreement import Line, OpenVacancy
from recruitment.month_lists.pairing import Pairing, pair_lines
from recruitment.month_lists.titles import title_keys

SAYS = {
    "title": "Công nhân lắp ráp",
    "headcount": "100",
    "occupation": "82",
    "skill": "none",
    "description": "Lắp linh kiện.",
    "base_wage": "5 triệu",
    "income": "9–12 triệu",
    "contract": "u36",
    "shift": "two",
    "park": "KCN Quang Châu",
    "ward": "Phường Nếnh",
    "address": "Lô E",
}


def vacancy(key: int, *, own_code: str = "", **says: str) -> OpenVacancy:
    codes = [own_code, str(key)]
    return OpenVacancy(key, SAYS | {"own_code": own_code} | says, codes)


def line(key: int, *, code: str = "", answer: str = "", without=(), **said: str) -> Line:
    says = {name: text for name, text in (SAYS | said).items() if name not in without}
    return Line(key, says, code, answer)


def pairs(lines: list[Line], vacancies: list[OpenVacancy]) -> dict[int, int | None]:
    return {key: found.vacancy for key, found in pair_lines(lines, vacancies).items()}


def asked(lines: list[Line], vacancies: list[OpenVacancy]) -> dict[int, list[int]]:
    return {key: found.offered for key, found in pair_lines(lines, vacancies).items()}


# By code ------------------------------------------------------------------------------------------
def test_a_code_finds_its_vacancy_whatever_else_has_changed():
    changed = line(1, code="vt 01", title="Công nhân lắp ráp SMT", income="10 triệu", park="X")
    others = [vacancy(7, own_code="VT-01"), vacancy(8)]
    assert pairs([changed], others) == {1: 7}
    assert pairs([line(1, code="8", title="CN lắp ráp", income="1")], others) == {1: 8}


def test_a_code_that_has_gone_over_to_another_job_is_not_believed():
    moved = [line(1, code="01", title="Bảo vệ"), line(2, code="02", title="Kế toán")]
    open_ones = [
        vacancy(7, own_code="01", title="Kế toán"),
        vacancy(8, own_code="02", title="Bảo vệ"),
    ]
    assert asked(moved, open_ones) == {1: [8], 2: [7]}
    assert asked([line(1, code="01", title="Bảo vệ")], open_ones[:1]) == {1: [7]}


def test_one_code_twice_in_the_list_is_asked_about():
    found = pair_lines([line(1, code="A"), line(2, code="A", headcount="5")], [])
    assert found == {1: Pairing(), 2: Pairing(twin=1)}


# By title -----------------------------------------------------------------------------------------
def test_what_may_change_of_one_title_and_place():
    for changed in (
        {"headcount": "120"},
        {"income": "10–13 triệu", "base_wage": "6 triệu"},
        {"title": "CN LẮP RÁP"},
        {"title": "cong nhan lap rap"},
        {"description": "Khác", "shift": "three", "income": "10 triệu"},
    ):
        assert pairs([line(1, **changed)], [vacancy(7)]) == {1: 7}, changed


def test_what_is_only_asked_about():
    for changed in (
        {"park": "KCN Vân Trung"},
        {"title": "Công nhân láp ráp"},  # other accents may be another job
        {"title": "Lắp ráp"},
        {"income": "20 triệu", "base_wage": "15 triệu", "skill": "university", "shift": "day"},
    ):
        found = pair_lines([line(1, **changed)], [vacancy(7)])
        assert found == {1: Pairing(offered=[7])}, changed


def test_other_jobs_are_new_and_no_question():
    for title in ("Bảo vệ", "Công nhân lắp ráp chuyền 4", "Kỹ sư"):
        assert pair_lines([line(1, title=title)], [vacancy(7)]) == {1: Pairing()}
    assert pair_lines(
        [line(1, title="Thợ máy")], [vacancy(7, title="Thợ may", occupation="75")]
    ) == {1: Pairing(offered=[7])}


def test_words_for_one_occupation_are_one_job_and_numbers_are_not():
    cores = {
        title: title_keys(title).core for title in ("NV an ninh", "Bảo vệ", "Nhân viên bảo vệ")
    }
    assert len(set(cores.values())) == 1
    assert title_keys("Thợ may").core != title_keys("Thợ máy").core
    assert title_keys("Hàn chuyền 1").core != title_keys("Hàn chuyền 2").core


def test_a_list_without_places_finds_them_and_asks_where_there_are_two():
    without = ("park", "ward", "address")
    here, there = vacancy(7), vacancy(8, park="KCN Vân Trung", address="Lô A")
    assert pairs([line(1, without=without)], [here]) == {1: 7}
    assert asked([line(1, without=without, headcount="5")], [here, there]) == {1: [7, 8]}


# Several of one title -----------------------------------------------------------------------------
def test_those_that_agree_in_everything_are_paired_before_others_are_compared():
    vacancies = [vacancy(7, headcount="10"), vacancy(8, headcount="20"), vacancy(9, headcount="30")]
    lines = [line(1, headcount="30"), line(2, headcount="10"), line(3, headcount="25")]
    assert pairs(lines, vacancies) == {1: 9, 2: 7, 3: 8}


def test_two_that_could_be_either_are_asked_with_another_one_first_for_each():
    vacancies = [
        vacancy(7, income="9 triệu", headcount="100"),
        vacancy(8, income="10 triệu", headcount="50"),
    ]
    lines = [
        line(1, income="10 triệu", headcount="100"),
        line(2, income="11 triệu", headcount="50"),
    ]
    assert pairs(lines, vacancies) == {1: None, 2: None}
    assert {offered[0] for offered in asked(lines, vacancies).values()} == {7, 8}


def test_the_order_of_lines_and_vacancies_changes_no_pair():
    vacancies = [vacancy(n, headcount=str(n), income=f"{n} triệu") for n in range(6)]
    lines = [line(n, headcount=str(n % 4), income=f"{n} triệu") for n in range(6)]
    first = pairs(lines, vacancies)
    assert pairs(lines[::-1], vacancies[::-1]) == first


def test_the_same_line_twice_is_asked_about_whichever_of_them_was_paired():
    found = pair_lines([line(1), line(2, headcount="120")], [vacancy(7, headcount="120")])
    assert found == {1: Pairing(twin=2), 2: Pairing(vacancy=7)}
    assert pair_lines([line(1), line(2)], [vacancy(7), vacancy(8)]) == {
        1: Pairing(vacancy=7),
        2: Pairing(vacancy=8),
    }


# Answers ------------------------------------------------------------------------------------------
def test_answers_come_before_everything():
    vacancies = [vacancy(7), vacancy(8, title="Bảo vệ")]
    assert pairs([line(1, answer="8")], vacancies) == {1: 8}
    assert pair_lines([line(1, answer="new")], vacancies) == {1: Pairing()}
    repeated = pair_lines([line(1), line(2, answer="repeated")], vacancies)
    assert repeated == {1: Pairing(vacancy=7), 2: Pairing(twin=1, is_repeated=True)}


def test_an_answer_for_what_is_no_longer_open_counts_for_nothing():
    assert pairs([line(1, answer="99")], [vacancy(7)]) == {1: 7}


# Everything ---------------------------------------------------------------------------------------
TITLES = st.sampled_from(["Thợ hàn", "Bảo vệ", "Công nhân may", "Kế toán", "Lái xe"])
ONE = st.builds(
    lambda title, people, wage, place: {
        "title": title,
        "headcount": str(people),
        "income": f"{wage} triệu",
        "park": place,
    },
    TITLES,
    st.integers(1, 3),
    st.integers(7, 9),
    st.sampled_from(["KCN A", "KCN B"]),
)


@given(st.lists(ONE, max_size=12), st.lists(ONE, max_size=12))
@settings(deadline=None, max_examples=150)
def test_a_vacancy_is_one_line_at_most_and_what_is_open_just_so_is_never_asked_about(said, says):
    lines = [line(at, **each) for at, each in enumerate(said)]
    vacancies = [vacancy(100 + at, **each) for at, each in enumerate(says)]
    found = pair_lines(lines, vacancies)
    paired = [pairing.vacancy for pairing in found.values() if pairing.vacancy is not None]
    assert len(paired) == len(set(paired))
    offered = {key for pairing in found.values() for key in pairing.offered}
    assert not offered & set(paired)
    equal = sum(min(said.count(each), says.count(each)) for each in _different(said))
    assert len(paired) >= equal


def _different(said: list[dict]) -> list[dict]:
    return [each for at, each in enumerate(said) if each not in said[:at]]


@given(st.lists(ONE, max_size=20), st.randoms())
@settings(deadline=None, max_examples=100)
def test_the_open_state_itself_is_all_of_it_whatever_the_order(says, random):
    vacancies = [vacancy(100 + at, **each) for at, each in enumerate(says)]
    shuffled = list(says)
    random.shuffle(shuffled)
    found = pairs([line(at, **each) for at, each in enumerate(shuffled)], vacancies)
    by_key = dict(zip((each.key for each in vacancies), says, strict=True))
    assert [by_key[found[at]] for at in range(len(says))] == shuffled


def _looks(count: int, title: str, monkeypatch) -> int:
    """How often facts of a line or a vacancy are looked at."""
    looks = 0

    def counting(name: str):
        real = getattr(pairing, name)

        def counted(*given):
            nonlocal looks
            looks += 1
            return real(*given)

        return counted

    def facts(at: int, people: int) -> dict[str, str]:
        return {
            "title": title.format(at),
            "headcount": str(people),
            "income": f"{at % 37} triệu",
            "description": f"Việc {at % 501}",
        }

    vacancies = [vacancy(at, **facts(at, at % 977)) for at in range(count)]
    lines = [line(at, **facts(at, at % 977 + (at % 9 == 0))) for at in range(count)]
    with monkeypatch.context() as patch:
        for name in ("count_agreement", "facts_key", "is_certain", "may_be_one"):
            patch.setattr(pairing, name, counting(name))
        pair_lines(lines, vacancies)
    return looks


def test_ten_times_the_lines_are_ten_times_the_work(monkeypatch):
    """Of different titles, and all of one title and place."""
    for title in ("Công nhân {}", "Công nhân"):
        few = _looks(400, title, monkeypatch)
        assert _looks(4_000, title, monkeypatch) < 25 * few, title
