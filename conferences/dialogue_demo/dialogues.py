"""Two dialogues: that of 2024, finished, and one of these weeks, with one petition overdue, one
promised and one reopened.
"""

import datetime
from datetime import timedelta

from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.handover.services import hand_over_ended_agencies
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.answers.checking import accept_answer
from conferences.answers.models import Answer
from conferences.answers.services import AnswerFacts, enter_answer
from conferences.dialogue_demo.dialogue_2024 import SPOKEN
from conferences.dialogue_demo.dialogue_now import load_present_dialogue
from conferences.dialogue_demo.speeches_2024 import PARTICIPANTS, Said
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import enter_dialogue, enter_participants, enter_speech
from conferences.opinions.services import enter_opinion
from conferences.petitions.choices import NEEDS_A_REASON, AnswerClass
from conferences.petitions.models import Petition
from conferences.petitions.routing import route_petition
from conferences.petitions.services import PetitionFacts, split_speech
from conferences.publishing.services import publish_many, ready_to_publish
from recruitment.demo import seat_actor
from recruitment.employers.models import IndustrialPark

HELD_ON = datetime.date(2024, 5, 25)
DUE_ON = datetime.date(2024, 8, 20)
PROMISED_ON = datetime.date(2024, 12, 31)


def load_dialogues(today: datetime.date) -> None:
    # Answers are published at this moment: a story that is told for another day has none.
    if Dialogue.objects.exists() or today != timezone.localdate():
        return
    agencies = agencies_by_key()
    by = seat_actor(agencies["bn-ldld"].pk, today)
    _load_2024(agencies, seat_actor(agencies["bg-ldld"].pk, HELD_ON))
    # What was promised by bodies that have ended since is for their successors.
    hand_over_ended_agencies(today)
    load_present_dialogue(agencies, by, today)


def _load_2024(agencies: dict[str, Agency], by: Actor) -> None:
    dialogue = enter_dialogue(
        title="Lãnh đạo tỉnh đối thoại với công nhân lao động năm 2024",
        held_on=HELD_ON,
        starts_at=datetime.time(8),
        place="Hội trường trung tâm tỉnh Bắc Giang",
        chair="Chủ tịch UBND tỉnh",
        due_on=DUE_ON,
        held_by=agencies["bg-ldld"],
        by=by,
    )
    for name, people in PARTICIPANTS:
        enter_participants(dialogue=dialogue, employer_name=name, people=people, by=by)
    parks = {park.name: park for park in IndustrialPark.objects.all()}
    for number, spoken in enumerate(SPOKEN):
        speech = enter_speech(
            dialogue=dialogue,
            text=" ".join(said.text for said in spoken.said),
            speaker=spoken.speaker,
            employer_name=spoken.employer,
            by=by,
        )
        park = parks.get(spoken.park)
        pieces = [
            PetitionFacts(said.kind, said.text, said.theme, park, spoken.employer)
            for said in spoken.said
        ]
        made = split_speech(speech=speech, version=0, pieces=pieces, by=by)
        for petition, said in zip(made, spoken.said, strict=True):
            _answer_in_2024(petition, said, agencies, number, by)
    for petition in dialogue.petitions.filter(theme__in=("meals", "transport"))[:3]:
        enter_opinion(petition=petition, judgement="helped", why="", by=by)
    ready = [petition.pk for petition, _answers in ready_to_publish(dialogue)]
    publish_many(dialogue=dialogue, petitions=ready, by=by)


def _answer_in_2024(
    petition: Petition, said: Said, agencies: dict[str, Agency], number: int, by: Actor
) -> None:
    if not said.agencies:
        return
    asked = [agencies[key] for key in said.agencies]
    routed_at = noon(HELD_ON + timedelta(days=5))
    route_petition(petition=petition, agencies=asked, version=0, by=by, at=routed_at)
    day = datetime.date(2024, 7, 8) + timedelta(days=number)
    for order, part in enumerate(petition.parts.order_by("pk")):
        facts = AnswerFacts(
            text=said.answer,
            outcome=said.outcome,
            answered_on=day,
            number=f"{1100 + 7 * number + order}/TL",
            reason=said.more if said.outcome in NEEDS_A_REASON else "",
            referred_to=said.more if said.outcome == AnswerClass.NOT_COMPETENT else "",
            promised_on=PROMISED_ON if said.outcome == AnswerClass.PROMISED else None,
        )
        part.refresh_from_db()
        answer = enter_answer(
            part=part, facts=facts, version=part.version, by=by, at=noon(day + timedelta(days=1))
        )
        check(answer, by, at=noon(day + timedelta(days=3)))


def check(answer: Answer, by: Actor, *, at: datetime.datetime | None = None) -> Answer:
    """With the class that the agency has given itself."""
    return accept_answer(
        answer=answer,
        version=answer.version,
        outcome=answer.outcome,
        reason=answer.reason,
        promised_on=answer.promised_on,
        referred_to=answer.referred_to,
        by=by,
        at=at,
    )


def noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
