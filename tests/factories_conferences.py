"""Partner provinces, delegations, visits to colleges and dialogues, made by the services."""

import itertools
from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from conferences.answers.checking import accept_answer
from conferences.answers.models import Answer
from conferences.answers.services import AnswerFacts, enter_answer
from conferences.colleges.models import College, CollegeVisit
from conferences.colleges.services import plan_visit
from conferences.delegation_members.services import add_named_member
from conferences.delegation_plans.services import add_point, add_stop
from conferences.delegations.models import (
    Delegation,
    DelegationMember,
    ItineraryStop,
    TalkingPoint,
)
from conferences.delegations.services import decide_delegation, plan_delegation
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import enter_dialogue
from conferences.partnerships.asks import raise_ask
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask, Partnership
from conferences.partnerships.services import open_partnership
from conferences.petitions.choices import AnswerClass, PetitionKind
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.routing import route_petition
from conferences.petitions.services import PetitionFacts, enter_petition
from conferences.publishing.services import answers_to_publish, publish_petition
from tests.factories import make_actor, make_agency
from tests.factories_recruitment import make_province

_numbers = itertools.count(1)


def make_partnership(by: Actor, province: Province | None = None, **given) -> Partnership:
    return open_partnership(
        province=province or make_province(), by=by, **{"wave": 1, "note": "", **given}
    )


def make_partner(partnership: Partnership, agency_name: str = "") -> Actor:
    """An officer of the partner's labour department."""
    return make_actor(
        role=SeatRole.PARTNER_OFFICER,
        agency=make_agency(
            agency_name or f"Sở Nội vụ số {next(_numbers)}",
            province=partnership.province,
            kind=AgencyKind.DEPARTMENT,
        ),
    )


def make_ask(
    partnership: Partnership,
    by: Actor,
    text: str = "Đăng tin tuyển dụng miễn phí",
    side: AskSide = AskSide.HOST,
    owner: Agency | None = None,
) -> Ask:
    return raise_ask(partnership=partnership, side=side, text=text, owner=owner, by=by)


# Delegations --------------------------------------------------------------------------------------
def make_host_agency(name: str = "", **given) -> Agency:
    """A department of the host province."""
    host = Province.objects.filter(slug=settings.HOST_PROVINCE).first()
    host = host or make_province(slug=settings.HOST_PROVINCE)
    return make_agency(
        name or f"Sở số {next(_numbers)}",
        **{"province": host, "kind": AgencyKind.DEPARTMENT, **given},
    )


def make_host_officer(role: SeatRole = SeatRole.OFFICER) -> Actor:
    """Of a body of the host province, so that a delegation can invite the seat."""
    return make_actor(role=role, agency=make_host_agency())


def make_delegation(partnership: Partnership, by: Actor, **given) -> Delegation:
    """Being prepared, in a week, for two days."""
    starts_on = given.pop("starts_on", timezone.localdate() + timedelta(days=7))
    planned = {
        "title": "Làm việc về cung ứng lao động",
        "purpose": "",
        "lead": given.pop("lead", None) or make_host_agency(),
        "head_name": "Nguyễn Văn Trưởng",
        "head_position": "Phó Giám đốc",
        "starts_on": starts_on,
        "ends_on": given.pop("ends_on", starts_on + timedelta(days=1)),
        "gifts": "",
        "estimated": None,
    }
    return plan_delegation(partnership=partnership, by=by, **planned | given)


def decided(delegation: Delegation, by: Actor) -> Delegation:
    delegation.refresh_from_db()
    return decide_delegation(
        delegation=delegation,
        version=delegation.version,
        decision_number="12/QĐ-SNV",
        decided_on=timezone.localdate(),
        by=by,
    )


def make_stop(delegation: Delegation, by: Actor, **given) -> ItineraryStop:
    line = {
        "day": delegation.starts_on,
        "starts_at": time(8, 0),
        "ends_at": None,
        "what": "Làm việc",
        "place": "",
        "transport": "",
    }
    return add_stop(delegation=delegation, by=by, **line | given)


def make_point(delegation: Delegation, by: Actor, text: str = "Đăng tin miễn phí") -> TalkingPoint:
    return add_point(delegation=delegation, text=text, by=by)


def make_member(delegation: Delegation, by: Actor, **given) -> DelegationMember:
    """Without an account, not invited yet."""
    named = {
        "agency_name": "Công ty Bình Minh",
        "full_name": "Trần Thị Mười",
        "position": "Trưởng phòng",
        "phone": "0912000333",
    }
    return add_named_member(delegation=delegation, by=by, **named | given)


def make_visit(college: College, by: Actor, **given) -> CollegeVisit:
    """Planned for today."""
    facts = {
        "agency": given.pop("agency", None) or make_host_agency(),
        "delegation": None,
        "day": timezone.localdate(),
        "starts_at": time(8, 0),
        "ends_at": None,
        "purpose": "",
    }
    return plan_visit(college=college, by=by, **facts | given)


# Dialogues ----------------------------------------------------------------------------------------
def host_province() -> Province:
    found = Province.objects.filter(slug=settings.HOST_PROVINCE).first()
    return found or make_province(slug=settings.HOST_PROVINCE)


def make_federation() -> Actor:
    """The collector of a labour federation of the host province."""
    name = f"Liên đoàn Lao động {next(_numbers)}"
    agency = make_agency(name, province=host_province(), kind=AgencyKind.UNION)
    return make_actor(role=SeatRole.FEDERATION_COLLECTOR, agency=agency)


def make_body(name: str = "", *, role: str = SeatRole.OFFICER) -> Actor:
    """An officer of a body of the host province that can be asked."""
    agency = make_agency(name or f"Sở Thử {next(_numbers)}", province=host_province())
    return make_actor(role=role, agency=agency)


def make_dialogue(by: Actor, **given) -> Dialogue:
    today = timezone.localdate()
    facts = {
        "title": "Đối thoại với công nhân",
        "held_on": today - timedelta(days=5),
        "due_on": today + timedelta(days=25),
    }
    return enter_dialogue(by=by, **{**facts, **given})


def make_petition(
    dialogue: Dialogue, by: Actor, text: str = "Mở thêm nhà trẻ gần khu công nghiệp", **given
) -> Petition:
    facts = PetitionFacts(**{"kind": PetitionKind.PETITION, "text": text, **given})
    return enter_petition(dialogue=dialogue, facts=facts, by=by)


def route(petition: Petition, by: Actor, *bodies: Actor) -> list[PetitionPart]:
    petition.refresh_from_db()
    agencies = [body.seat.agency for body in bodies]
    route_petition(petition=petition, agencies=agencies, version=petition.version, by=by)
    petition.refresh_from_db()
    return [petition.parts.get(agency=agency) for agency in agencies]


def answer_facts(**given) -> AnswerFacts:
    said = {
        "text": "Đã bố trí thêm hai lớp mẫu giáo.",
        "outcome": AnswerClass.CARRIED_OUT,
        "answered_on": timezone.localdate(),
        "number": f"{next(_numbers)}/STN",
    }
    return AnswerFacts(**{**said, **given})


def make_answer(part: PetitionPart, by: Actor, *, files=(), **given) -> Answer:
    part.refresh_from_db()
    return enter_answer(
        part=part, facts=answer_facts(**given), version=part.version, by=by, files=files
    )


def accepted_answer(answer: Answer, by: Actor, **given) -> Answer:
    answer.refresh_from_db()
    names = ("version", "outcome", "reason", "promised_on", "referred_to")
    own = {name: getattr(answer, name) for name in names}
    return accept_answer(answer=answer, by=by, **{**own, **given})


def published(petition: Petition, by: Actor) -> Petition:
    """In its own words, with all answers that are checked."""
    petition.refresh_from_db()
    answers = {answer.pk: answer.text for answer in answers_to_publish(petition)}
    return publish_petition(
        petition=petition,
        version=petition.version,
        public_text=petition.text,
        answers=answers,
        by=by,
    )
