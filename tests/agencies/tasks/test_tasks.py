"""The task list with its filter and pages."""

import re
from datetime import date

import pytest

from agencies.bodies.models import AgencyAlias
from agencies.lists.paging import PAGE_LENGTH
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.paging import TaskCursor, task_page_of
from agencies.tasks.queries import in_list_order, task_row
from tests.agencies.task_data import (
    DONE,
    LIST,
    MUST_DO,
    SUBMITTED,
    conditions_on,
    coordinator,
    found,
)
from tests.factories import (
    make_actor,
    make_agency,
    make_deadline,
    make_directive,
    make_occurrence,
    make_task,
    sign_in,
)
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db


def titles_on(page) -> list[str]:
    return re.findall(r'<a class="clamp"[^>]*>(.*?)</a>', page.content.decode())


def test_the_root_leads_to_what_must_be_done(client):
    assert sign_in(client, make_actor()).get("/").url == MUST_DO


def test_the_list_shows_first_what_is_not_finished():
    for status in OccurrenceStatus:
        make_task(title=status.value, status=status)
    assert sorted(found()) == ["assigned", "in_progress", "returned", "submitted"]
    assert sorted(found("state=nonsense")) == ["assigned", "in_progress", "returned", "submitted"]


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        (TaskState.LATE, ["quá hạn"]),
        (TaskState.AT_RISK, ["sắp đến hạn"]),
        (TaskState.SUBMITTED, ["chờ"]),
        (TaskState.UNDATED, ["không hạn"]),
        (TaskState.UNJUDGED, ["chờ", "còn xa", "không hạn"]),
        (TaskState.ON_TIME, ["đúng hạn"]),
        (TaskState.DONE_LATE, ["muộn"]),
        (TaskState.DONE, ["muộn", "đúng hạn"]),
        (TaskState.WITHDRAWN, ["thu hồi"]),
        (
            TaskState.ALL,
            ["muộn", "đúng hạn", "quá hạn", "chờ", "sắp đến hạn", "còn xa", "không hạn"],
        ),
    ],
)
def test_a_state_lets_its_rows_through(state, titles):
    make_task(title="muộn", due_on=date(2024, 2, 1), status=DONE, submitted_on=date(2024, 2, 2))
    make_task(title="đúng hạn", due_on=date(2024, 2, 2), status=DONE)
    make_task(title="quá hạn", due_on=date(2024, 2, 3))
    make_task(title="chờ", due_on=date(2024, 2, 4), status=SUBMITTED)
    make_task(title="sắp đến hạn", due_on=date(2024, 3, 6))
    make_task(title="còn xa", due_on=date(2024, 3, 7))
    make_task(title="không hạn")
    make_task(title="thu hồi", due_on=date(2024, 2, 1), status=OccurrenceStatus.WITHDRAWN)
    assert found(f"state={state}") == titles


def test_words_are_found_without_accents_and_in_any_order():
    make_task(title="Tuyển công nhân May mặc", text="ở Quang Châu")
    make_task(title="Tuyển công nhân Điện tử", text="ở Vân Trung")
    assert found("q=mac+may") == ["Tuyển công nhân May mặc"]
    assert found("q=dien+tu+van+trung") == ["Tuyển công nhân Điện tử"]
    assert found("q=May+m%E1%BA%B7c") == ["Tuyển công nhân May mặc"]
    assert found("q=may+van+trung") == []


def test_an_agency_is_found_by_key_by_typed_name_and_by_alias():
    labour, other = make_agency("Sở Lao động - Thương binh và Xã hội"), make_agency("Sở Y tế")
    AgencyAlias.objects.create(agency=labour, name="Sở LĐ-TB&XH", key="so ldtbxh")
    make_task(lead=labour, title="lao động")
    make_task(lead=other, title="y tế")
    assert found(f"agency={labour.pk}") == ["lao động"]
    assert found("agency_text=lao+dong") == ["lao động"]
    assert found("agency_text=LDTBXH") == ["lao động"]
    assert found("agency_text=so") == ["lao động", "y tế"]
    assert found("agency_text=khong+co") == []


def test_deadlines_are_asked_for_as_officials_write_them():
    for day in (5, 6, 7):
        make_task(title=str(day), due_on=date(2024, 3, day))
    assert found("due_from=06/3/2024") == ["6", "7"]
    assert found("due_from=6-3-2024&due_to=06.03.2024") == ["6"]


def test_a_date_that_is_none_is_said_at_its_field_and_the_rest_still_filters(client):
    make_task(title="một", due_on=date(2024, 3, 5))
    make_task(title="hai", due_on=date(2024, 3, 5))
    page = coordinator(client).get(LIST, {"due_to": "31/02/2024", "q": "hai"})
    assert titles_on(page) == ["hai"]
    assert "There is no day 31/02/2024. Check day and month." in page.content.decode()


def test_a_document_lets_its_tasks_through():
    directive = make_directive()
    make_task(title="của văn bản", directive=directive)
    make_task(title="khác")
    assert found(f"directive={directive.pk}") == ["của văn bản"]


def test_rows_stand_by_due_day_with_the_undated_last(client):
    for title, due_on in (("c", None), ("b", date(2024, 3, 7)), ("a", date(2024, 3, 6))):
        make_task(title=title, due_on=due_on)
    assert titles_on(coordinator(client).get(LIST)) == ["a", "b", "c"]


def test_an_agency_sees_the_tasks_it_leads_or_helps_with_and_no_others(client):
    actor = make_actor()
    make_task(title="chủ trì", lead=actor.seat.agency)
    make_task(title="phối hợp", coordinating=(actor.seat.agency,))
    make_task(title="duyệt", clearing=(actor.seat.agency,))
    make_task(title="của người khác")
    assert sorted(titles_on(sign_in(client, actor).get(LIST))) == ["chủ trì", "duyệt", "phối hợp"]


@pytest.mark.parametrize("rows", [1, 20, 60])
def test_the_list_needs_as_many_queries_whatever_it_lists(client, django_assert_num_queries, rows):
    for _number in range(rows):
        make_task(due_on=date(2024, 3, 6))
    coordinator(client)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_page_with_the_swapped_fragment_equals_the_page_loaded_anew(client):
    for title in ("may mặc", "điện tử"):
        make_task(title=title, due_on=date(2024, 3, 6))
    coordinator(client)
    fragment = client.get(LIST, {"q": "may"}, headers={"HX-Request": "true"})
    page = client.get(LIST, {"q": "may"})
    rows, counter = split_fragment(fragment.content.decode())
    assert inside(page.content.decode(), r'<div id="rows">(.*?)</div>\s*</main>') == squeezed(rows)
    assert inside(page.content.decode(), r'(<p class="filter-result".*?</p>)') == squeezed(counter)
    assert [response["Vary"].count("HX-Request") for response in (fragment, page)] == [1, 1]


def split_fragment(text: str) -> tuple[str, str]:
    rows, counter = text.split('<p class="filter-result"')
    return rows, ('<p class="filter-result"' + counter).replace(' hx-swap-oob="true"', "")


def inside(text: str, pattern: str) -> str:
    return squeezed(re.search(pattern, text, re.DOTALL).group(1))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_address_keeps_the_filter_without_what_is_empty(client):
    fragment = coordinator(client).get(
        LIST, {"q": "may", "state": "late", "due_to": ""}, headers={"HX-Request": "true"}
    )
    assert fragment["HX-Push-Url"] == f"{LIST}?q=may&state=late"


def test_next_and_previous_keep_the_filter_and_one_place(client):
    for number in range(2 * PAGE_LENGTH + 1):
        make_task(directive=None, source_label="Hội nghị", title=f"may {number:03d}")
    first = coordinator(client).get(LIST, {"q": "may"}).context
    second = client.get(f"{LIST}?{first['next']}").context
    assert (first["previous"], first["next"].split("_")[-1]) == (None, "50")
    assert (second["previous"].split("=")[1], second["next"].split("=")[1]) == (
        "may&before",
        "may&after",
    )
    assert "may 050" in second["rows"][0]


def test_a_page_from_the_browsers_history_is_whole(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<!doctype html>" in coordinator(client).get(LIST, headers=headers).content.decode()


def test_pages_follow_each_other_without_gap_or_repetition():
    for number in range(2 * PAGE_LENGTH + 10):
        make_task(
            directive=None,
            source_label="Hội nghị",
            due_on=date(2024, 3, 1 + number % 5) if number % 3 else None,
        )
    ordered = in_list_order(Occurrence.objects.all())
    first = task_page_of(ordered)
    second = task_page_of(ordered, after=first.next)
    third = task_page_of(ordered, after=second.next)
    assert [*first.occurrences, *second.occurrences, *third.occurrences] == list(ordered)
    assert [(page.first, page.last) for page in (first, second, third)] == [
        (1, 50),
        (51, 100),
        (101, 110),
    ]
    assert (first.previous, third.next) == (None, None)
    assert [task_page_of(ordered, before=page.previous) for page in (third, second)] == [
        task_page_of(ordered, before=third.previous),
        task_page_of(ordered, before=second.previous),
    ]
    assert task_page_of(ordered, before=third.previous).occurrences == second.occurrences
    assert task_page_of(ordered, before=second.previous).occurrences == first.occurrences


def test_a_page_stays_right_when_a_row_before_it_is_gone():
    for number in range(PAGE_LENGTH + 2):
        make_task(
            directive=None, source_label="Hội nghị", title=str(number), due_on=date(2024, 3, 6)
        )
    ordered = in_list_order(Occurrence.objects.all())
    place = task_page_of(ordered).next
    ordered.first().delete()
    assert [o.task.title for o in task_page_of(ordered, after=place).occurrences] == ["50", "51"]


@pytest.mark.parametrize(
    "text", ["", "x", "2024-03-06_1", "2024-13-06_1_1", "_-1_1", "_1_99999999999999999999"]
)
def test_a_place_that_nobody_wrote_is_ignored(text):
    assert TaskCursor.read(text) is None


def test_a_state_is_worded_by_the_day():
    def words(**fields) -> str:
        return str(task_row(make_task(**fields).occurrences.get(), conditions_on()).state)

    assert words(due_on=date(2024, 2, 29)) == TaskState.LATE
    assert words(due_on=date(2024, 3, 6)) == TaskState.AT_RISK
    assert words(due_on=date(2024, 3, 7)) == OccurrenceStatus.ASSIGNED
    assert words(due_on=date(2024, 2, 1), status=SUBMITTED) == OccurrenceStatus.SUBMITTED
    assert (
        words(due_on=date(2024, 2, 1), status=DONE, submitted_on=date(2024, 2, 2))
        == TaskState.DONE_LATE
    )
    assert words(status=DONE) == OccurrenceStatus.DONE


def test_a_recurring_tasks_row_names_its_period():
    task = make_task(due_on=date(2024, 2, 29))
    deadline = make_deadline(
        task, kind=DeadlineKind.RECURRING, phrase="hằng tháng", recurrence={"freq": "monthly"}
    )
    make_occurrence(
        task,
        deadline=deadline,
        due_on=date(2024, 3, 31),
        period_start=date(2024, 3, 1),
        period_end=date(2024, 3, 31),
    )
    periods = [task_row(o, conditions_on()).period for o in task.occurrences.all()]
    assert [bool(period) for period in periods] == [False, True]
