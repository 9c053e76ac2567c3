"""A speech becomes petitions and opinions: nothing twice, nothing typed lost, duplicates merged
with their origins kept.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from conferences.dialogues.services import change_dialogue, enter_participants, enter_speech
from conferences.petitions.choices import PetitionKind
from conferences.petitions.duplicates import likely_duplicates
from conferences.petitions.models import Petition
from conferences.petitions.queries import visible_petitions, with_progress
from conferences.petitions.services import (
    PetitionFacts,
    change_petition,
    merge_petition,
    separate_petition,
    split_speech,
)
from tests.factories import make_actor, sign_in
from tests.factories_conferences import (
    accepted_answer,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)
from tests.together import told_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NURSERY = "Đề nghị mở thêm nhà trẻ cho con công nhân ở khu công nghiệp"


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def dialogue(federation):
    return make_dialogue(federation)


@pytest.fixture
def speech(dialogue, federation):
    return enter_speech(
        dialogue=dialogue, text="Mở nhà trẻ. Cảm ơn tỉnh.", employer_name="May X", by=federation
    )


def pieces(*texts: str) -> list[PetitionFacts]:
    return [PetitionFacts(PetitionKind.PETITION, text) for text in texts]


def progress_of(*petitions: Petition) -> list[tuple[str, str]]:
    rows = with_progress(Petition.objects.all(), timezone.localdate()).in_bulk(
        [petition.pk for petition in petitions]
    )
    return [(rows[each.pk].progress, rows[each.pk].result) for each in petitions]


def test_a_speech_becomes_petitions_and_opinions_numbered_within_the_dialogue(
    speech, dialogue, federation
):
    make_petition(dialogue, federation)
    facts = [*pieces("Mở nhà trẻ"), PetitionFacts(PetitionKind.OPINION, "Cảm ơn tỉnh")]
    split_speech(speech=speech, version=0, pieces=facts, by=federation)
    speech.refresh_from_db()
    made = [(row.number, row.kind, row.text, row.speech) for row in dialogue.petitions.all()]
    assert made == [
        (1, "petition", "Mở thêm nhà trẻ gần khu công nghiệp", None),
        (2, "petition", "Mở nhà trẻ", speech),
        (3, "opinion", "Cảm ơn tỉnh", speech),
    ]
    assert speech.split_at is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_who_split_a_speech_at_once_one_is_told(speech, federation):
    def split(text: str) -> object:
        return split_speech(speech=speech, version=0, pieces=pieces(text), by=federation)

    assert told_at_once(lambda: split("Mở nhà trẻ"), lambda: split("Mở nhà trẻ!")) == [
        "RuleError",
        "done",
    ]
    assert Petition.objects.count() == 1


def test_who_is_told_keeps_what_was_typed_and_can_send_the_rest(speech, federation, client):
    sign_in(client, federation)
    path = reverse("conferences:speech", args=[speech.pk])
    split_speech(speech=speech, version=0, pieces=pieces("Của người kia"), by=federation)
    typed = {
        "version": "0",
        "pieces-TOTAL_FORMS": "2",
        "pieces-INITIAL_FORMS": "0",
        "pieces-0-kind": "petition",
        "pieces-0-text": "Của tôi",
        "pieces-0-theme": "other",
        "pieces-1-kind": "petition",
        "pieces-1-theme": "other",
    }
    answer = client.post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("Somebody else has split", "Của tôi", "Của người kia"))
    assert 'name="version" value="1"' in page
    assert client.post(path, typed | {"version": "1"}).status_code == 302
    assert list(Petition.objects.values_list("text", flat=True)) == ["Của người kia", "Của tôi"]


def test_a_speech_is_split_into_something(speech, federation):
    with pytest.raises(RuleError, match="at least one"):
        split_speech(speech=speech, version=0, pieces=[], by=federation)


def test_only_the_federation_keeps_dialogues(dialogue):
    with pytest.raises(RuleError, match="Only the labour federation"):
        make_petition(dialogue, make_actor(role=SeatRole.COORDINATOR))


def test_participants_entered_again_replace_the_number(dialogue, federation):
    for people in (30, 42):
        enter_participants(dialogue=dialogue, employer_name="May X", people=people, by=federation)
    assert [(g.employer_name, g.people) for g in dialogue.groups.all()] == [("May X", 42)]


def test_the_deadline_stays_once_agencies_have_it(dialogue, federation):
    facts = {
        name: getattr(dialogue, name)
        for name in ("kind", "title", "held_on", "starts_at", "place", "chair")
    }
    later = dialogue.due_on + timedelta(days=9)
    dialogue = change_dialogue(dialogue=dialogue, version=0, due_on=later, by=federation, **facts)
    assert dialogue.due_on == later
    route(make_petition(dialogue, federation), federation, make_body())
    with pytest.raises(RuleError, match="granted at their tasks") as refused:
        change_dialogue(
            dialogue=dialogue, version=1, due_on=dialogue.held_on, by=federation, **facts
        )
    assert refused.value.field == "due_on"


# Duplicates ---------------------------------------------------------------------------------------
def test_likely_duplicates_are_offered_by_their_words(dialogue, federation):
    first = make_petition(dialogue, federation, NURSERY)
    make_petition(dialogue, federation, "Đề nghị lắp đèn đường")
    second = make_petition(dialogue, federation, NURSERY.replace("Đề nghị ", "").upper())
    assert [each.petition for each in likely_duplicates(second)] == [first]


def test_a_merged_petition_keeps_its_origin_and_has_the_answers_of_the_other(
    speech, dialogue, federation
):
    first = make_petition(dialogue, federation, NURSERY)
    [second] = split_speech(speech=speech, version=0, pieces=pieces(NURSERY), by=federation)
    body = make_body()
    [part] = route(first, federation, body)
    merge_petition(petition=second, into=first, version=0, by=federation)
    accepted_answer(make_answer(part, body), federation)
    second.refresh_from_db()
    assert (second.number, second.speech, second.text) == (2, speech, NURSERY)
    assert progress_of(first, second) == [("answered", "resolved")] * 2


def test_what_cannot_be_merged(dialogue, federation):
    first, second, third = (make_petition(dialogue, federation) for _each in range(3))
    opinion = make_petition(dialogue, federation, kind=PetitionKind.OPINION)
    elsewhere = make_petition(make_dialogue(federation), federation)
    merge_petition(petition=second, into=first, version=0, by=federation)
    for petition, into, words in (
        (first, first, "another petition"),
        (third, second, "has been merged itself"),
        (third, elsewhere, "same dialogue"),
        (opinion, first, "not merged with a petition"),
        (first, third, "merged into this one"),
    ):
        with pytest.raises(RuleError, match=words):
            merge_petition(petition=petition, into=into, version=0, by=federation)
    route(third, federation, make_body())
    with pytest.raises(RuleError, match="answering this one already"):
        merge_petition(petition=third, into=first, version=third.version, by=federation)


def test_a_separated_petition_stands_on_its_own(dialogue, federation):
    first, second = (make_petition(dialogue, federation) for _each in range(2))
    merge_petition(petition=second, into=first, version=0, by=federation)
    second.refresh_from_db()
    separate_petition(petition=second, version=second.version, by=federation)
    second.refresh_from_db()
    assert second.merged_into is None


# Changing -----------------------------------------------------------------------------------------
def test_an_old_page_changes_nothing(dialogue, federation):
    petition = make_petition(dialogue, federation)
    facts = PetitionFacts(PetitionKind.PETITION, "Khác")
    change_petition(petition=petition, version=0, facts=facts, note="", by=federation)
    with pytest.raises(RuleError, match="meanwhile"):
        change_petition(petition=petition, version=0, facts=facts, note="x", by=federation)


def test_what_is_routed_does_not_become_an_opinion(dialogue, federation):
    petition = make_petition(dialogue, federation)
    route(petition, federation, make_body())
    facts = PetitionFacts(PetitionKind.OPINION, petition.text)
    with pytest.raises(RuleError, match="It has been routed"):
        change_petition(
            petition=petition, version=petition.version, facts=facts, note="", by=federation
        )


# Who sees it --------------------------------------------------------------------------------------
def test_another_federation_and_an_agency_that_was_not_asked_see_nothing(dialogue, federation):
    petition = make_petition(dialogue, federation)
    asked, other = make_body(), make_body()
    route(petition, federation, asked)
    seen = {
        name: list(visible_petitions(by))
        for name, by in {
            "federation": federation,
            "asked": asked,
            "other": other,
            "another federation": make_federation(),
            "partner": make_actor(role=SeatRole.PARTNER_OFFICER),
            "coordinator": make_actor(role=SeatRole.COORDINATOR),
        }.items()
    }
    assert seen == {
        "federation": [petition],
        "asked": [petition],
        "other": [],
        "another federation": [],
        "partner": [],
        "coordinator": [petition],
    }
