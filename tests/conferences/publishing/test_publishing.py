"""What the public reads: words confirmed by hand, no names, nothing that stays inside; and the
worker's own opinion.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.errors import RuleError
from agencies.shared_pages.middleware import copies
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.opinions.models import Opinion
from conferences.opinions.services import (
    enter_opinion,
    give_opinion,
    live_opinion_link,
    make_opinion_link,
    opinion_token,
    reopen_part,
    settle_opinion,
)
from conferences.petition_public.queries import late_bodies
from conferences.petitions.choices import AnswerClass, PartState
from conferences.petitions.services import merge_petition
from conferences.publishing.hiding import find_personal, hide_personal
from conferences.publishing.services import (
    publish_many,
    publish_petition,
    ready_to_publish,
    unpublish_petition,
)
from tests.factories import sign_in
from tests.factories_conferences import (
    accepted_answer,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    published,
    route,
)
from vietnam.dates import format_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
LIST = "conferences:public-petition-list"


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def body():
    return make_body("Sở Xây dựng")


@pytest.fixture
def petition(federation):
    return make_petition(make_dialogue(federation), federation, "Lắp đèn đường vào khu trọ")


def page_of(petition) -> str:
    copies.clear()
    return Client().get(reverse("conferences:public-petition", args=[petition.pk])).content.decode()


# Hiding -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anh Lương Đình Bách ở phòng số 12A gọi 0912 345 678", ["Lương Đình Bách"]),
        ("tôi tên là Nông Thị Mận, công nhân", ["Nông Thị Mận"]),
        ("CCCD 024199001234 và a.b@cong-ty.example", ["024199001234", "a.b@cong-ty.example"]),
        ("Đề nghị Sở Xây dựng và Ban Quản lý các KCN", []),
        ("Cảm ơn ông Chủ tịch tỉnh; lương 9.000.000 đồng từ 01/7/2024", []),
        ("Công văn 1234/SNV-LĐVL ngày 06/3/2024", []),
    ],
)
def test_names_numbers_and_addresses_of_people_are_proposed_for_hiding(text, found):
    words = [each.words for each in find_personal(text)]
    assert words[: len(found)] == found
    assert bool(words) == bool(found)


def test_what_is_found_is_replaced_and_the_rest_stays():
    text = "Chị Ngọ Thị Lam (0912345678) đề nghị mở lớp."
    assert hide_personal(text) == "Chị […] ([…]) đề nghị mở lớp."


# Publishing ---------------------------------------------------------------------------------------
def test_only_confirmed_words_of_checked_answers_are_public(petition, federation, body):
    first, second = route(petition, federation, body, make_body("Sở Giao thông"))
    checked = accepted_answer(make_answer(first, body, text="anh Bách 0912345678"), federation)
    make_answer(second, federation, text="Chưa ai kiểm tra")
    petition.refresh_from_db()
    publish_petition(
        petition=petition,
        version=petition.version,
        public_text="Lắp đèn đường",
        answers={checked.pk: "Đã có đầu mối"},
        by=federation,
    )
    page = page_of(petition)
    assert [words in page for words in ("Lắp đèn đường", "Đã có đầu mối")] == [True, True]
    assert not any(words in page for words in ("khu trọ", "Bách", "0912345678", "Chưa ai kiểm tra"))


def test_what_is_not_published_or_taken_back_is_nowhere_public(petition, federation):
    path = reverse("conferences:public-petition", args=[petition.pk])
    assert Client().get(path).status_code == 404
    published(petition, federation)
    assert petition.text in page_of(petition)
    petition.refresh_from_db()
    unpublish_petition(petition=petition, version=petition.version, by=federation)
    copies.clear()
    assert Client().get(path).status_code == 404
    for name in (LIST, "conferences:public-petition-feed"):
        copies.clear()
        assert petition.text not in Client().get(reverse(name)).content.decode()


def test_all_at_once_takes_only_what_was_ticked_and_has_nothing_to_hide(federation, body):
    dialogue = make_dialogue(federation)
    plain, named, left = (
        make_petition(dialogue, federation, text)
        for text in ("Mở lớp đêm", "Tôi là Nông Văn Kiệt, xin xe buýt", "Lắp quạt")
    )
    assert [row for row, _answers in ready_to_publish(dialogue)] == [plain, left]
    count = publish_many(dialogue=dialogue, petitions=[plain.pk, named.pk], by=federation)
    for row in (plain, named, left):
        row.refresh_from_db()
    assert (count, [bool(row.published_at) for row in (plain, named, left)]) == (
        1,
        [True, False, False],
    )


def test_a_corrected_answer_shows_its_version_and_the_first_is_kept(petition, federation, body):
    [part] = route(petition, federation, body)
    accepted_answer(make_answer(part, body, text="Lắp trong quý này"), federation)
    published(petition, federation)
    accepted_answer(make_answer(part, body, text="Lắp trong quý sau"), federation)
    assert "Lắp trong quý sau" not in page_of(petition)
    published(petition, federation)
    page = page_of(petition)
    assert page.index("Lắp trong quý sau") < page.index("Lắp trong quý này")
    assert ("bản 2" in page, "Bản 1, công khai ngày" in page) == (True, True)


def test_what_is_overdue_and_with_whom_is_public(federation, body):
    due = TODAY() - timedelta(days=1)
    dialogue = make_dialogue(federation, held_on=TODAY() - timedelta(days=9), due_on=due)
    late, other = (
        make_petition(dialogue, federation, "Xe buýt"),
        make_petition(dialogue, federation),
    )
    route(late, federation, body)
    published(late, federation)
    published(other, federation)
    copies.clear()
    page = Client().get(reverse(LIST), {"state": "late"}).content.decode()
    assert (late.text in page, other.text in page, "Sở Xây dựng: quá hạn từ" in page) == (
        True,
        False,
        True,
    )
    [with_whom] = late_bodies(TODAY())
    assert (with_whom.name, with_whom.count, with_whom.since) == ("Sở Xây dựng", 1, due)
    assert f'href="?agency={with_whom.agency}&amp;state=late"' in page


def test_a_promise_shows_its_progress(petition, federation, body):
    [part] = route(petition, federation, body)
    answer = make_answer(
        part, body, outcome=AnswerClass.PROMISED, promised_on=TODAY() + timedelta(days=9)
    )
    answer = accepted_answer(answer, federation)
    published(petition, federation)
    page = page_of(petition)
    assert "Đã qua 0 trong 9 ngày kể từ khi trả lời." in page
    assert 'max="9" value="0"' in page
    with time_machine.travel(timezone.now() + timedelta(days=12)):
        assert "Đã qua ngày hẹn, chưa có báo cáo thực hiện xong." in page_of(petition)
    done = {"submitted_at": timezone.now(), "done_at": timezone.now(), "done_by": body.seat}
    Occurrence.objects.filter(task=answer.promise).update(status=OccurrenceStatus.DONE, **done)
    assert f"Đã thực hiện ngày {format_date(TODAY())}." in page_of(petition)


def test_the_public_list_costs_the_same_for_many(federation, body, django_assert_num_queries):
    dialogue = make_dialogue(federation)
    for number in range(25):
        petition = make_petition(dialogue, federation, f"Kiến nghị {number}")
        route(petition, federation, body)
        published(petition, federation)
        if number in (0, 24):
            copies.clear()
            with django_assert_num_queries(8):
                Client().get(reverse(LIST))


# The worker's opinion -----------------------------------------------------------------------------
def test_a_link_opens_only_its_own_petition_until_it_ends(petition, federation, body):
    [part] = route(petition, federation, body)
    accepted_answer(make_answer(part, body), federation)
    link = make_opinion_link(petition=petition, by=federation)
    token = opinion_token(link)
    assert live_opinion_link(token, TODAY()) == link
    assert live_opinion_link(token, link.expires_on + timedelta(days=1)) is None
    assert live_opinion_link(token.replace(f"{link.pk}.", f"{link.pk + 1}."), TODAY()) is None
    make_opinion_link(petition=petition, by=federation)
    assert live_opinion_link(token, TODAY()) is None
    path = reverse("conferences:opinion-give", args=[token])
    assert Client().get(path).status_code == 404


def test_a_worker_without_an_account_says_that_it_has_not_helped(petition, federation, body):
    [part] = route(petition, federation, body)
    link = make_opinion_link(petition=petition, by=federation)
    path = reverse("conferences:opinion-give", args=[opinion_token(link)])
    refused = Client().post(path, {"judgement": "helped", "why": ""})
    assert (refused.status_code, "chưa thể cho ý kiến" in refused.content.decode()) == (422, True)
    accepted_answer(make_answer(part, body), federation)
    page = Client().post(path, {"judgement": "not_yet", "why": ""}).content.decode()
    assert "Ghi rõ còn vướng mắc gì" in page
    assert Client().post(path, {"judgement": "not_yet", "why": "Vẫn tối"}).status_code == 302
    opinion = Opinion.objects.get()
    assert (opinion.judgement, opinion.why, opinion.entered_by) == ("not_yet", "Vẫn tối", None)


def test_not_yet_can_reopen_which_is_logged_and_owed_anew(petition, federation, body):
    [part] = route(petition, federation, body)
    accepted_answer(make_answer(part, body, text="Đã xong"), federation)
    opinion = enter_opinion(petition=petition, judgement="not_yet", why="Vẫn tối", by=federation)
    part.refresh_from_db()
    due = TODAY() + timedelta(days=10)
    reopen_part(part=part, why="Vẫn tối", due_on=due, version=part.version, by=federation)
    for row in (part, petition, opinion):
        row.refresh_from_db()
    assert (part.state, part.due_on, petition.reopened_on) == (PartState.OPEN, due, TODAY())
    assert opinion.settled_at is not None
    assert Occurrence.objects.order_by("-pk")[0].due_on == due
    assert AuditEntry.objects.filter(action="petition-reopened").count() == 1
    assert part.answers.get().text == "Đã xong"


def test_an_opinion_of_a_merged_petition_is_about_the_answers_of_the_other(federation, body):
    dialogue = make_dialogue(federation)
    first, second = (make_petition(dialogue, federation) for _each in range(2))
    merge_petition(petition=second, into=first, version=0, by=federation)
    [part] = route(first, federation, body)
    accepted_answer(make_answer(part, body, text="Dùng chung"), federation)
    link = make_opinion_link(petition=second, by=federation)
    path = reverse("conferences:opinion-give", args=[opinion_token(link)])
    assert "Dùng chung" in Client().get(path).content.decode()
    assert give_opinion(link=link, judgement="helped", why="").petition == second


def test_only_the_federation_enters_and_settles_opinions(petition, federation, body):
    [part] = route(petition, federation, body)
    accepted_answer(make_answer(part, body), federation)
    opinion = enter_opinion(petition=petition, judgement="not_yet", why="x", by=federation)
    for act in (
        lambda: enter_opinion(petition=petition, judgement="helped", why="", by=body),
        lambda: settle_opinion(opinion=opinion, by=body),
        lambda: make_opinion_link(petition=petition, by=body),
    ):
        with pytest.raises(RuleError, match="Only the labour federation"):
            act()


def test_the_page_of_publishing_proposes_what_to_hide(federation, client):
    text = "Tôi tên là Nông Văn Kiệt, xin thêm xe buýt"
    petition = make_petition(make_dialogue(federation), federation, text)
    sign_in(client, federation)
    path = reverse("conferences:petition-publish", args=[petition.pk])
    page = client.get(path).content.decode()
    assert "«Nông Văn Kiệt»" in page
    assert "Tôi tên là […], xin thêm xe buýt</textarea>" in page
    sent = {"public_text": "Xin thêm xe buýt", "version": petition.version}
    assert client.post(path, sent).status_code == 302
    petition.refresh_from_db()
    assert (petition.public_text, petition.text) == ("Xin thêm xe buýt", text)
