"""The dialogue of these weeks: most is answered, one agency is late, one has promised a day, and
one petition is open again because the answer has not helped.
"""

import datetime
from datetime import timedelta
from typing import Any

from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from conferences.answer_templates.services import add_template
from conferences.answers.checking import accept_answer
from conferences.answers.models import Answer
from conferences.answers.services import AnswerFacts, enter_answer
from conferences.dialogue_demo.petitions_now import ALSO_ASKED
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import enter_dialogue, enter_participants, enter_speech
from conferences.opinions.services import enter_opinion, make_opinion_link, reopen_part
from conferences.petitions.choices import AnswerClass, PetitionKind, Theme
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.routing import redirect_part, route_petition
from conferences.petitions.services import PetitionFacts, merge_petition, split_speech
from conferences.publishing.services import publish_many, ready_to_publish
from recruitment.demo import seat_actor
from recruitment.employers.models import IndustrialPark

SHIFT = "Nữ công nhân ca đêm"
TEMPLATE = (
    "Về kiến nghị số [số kiến nghị] tại buổi “[tên đối thoại]”, Ban Quản lý các khu công nghiệp "
    "trả lời như sau:\n\n…\n\nĐầu mối theo dõi: Phòng Quản lý lao động của Ban."
)
PETITION, OPINION = PetitionKind.PETITION, PetitionKind.OPINION


class PresentDialogue:
    """The federation takes everything down; the zones' board hands in its own answers."""

    def __init__(self, agencies: dict[str, Agency], by: Actor, today: datetime.date) -> None:
        self.agencies = agencies
        self.by = by
        self.today = today
        self.parks = {park.name: park for park in IndustrialPark.objects.all()}
        self.routed_at = self._noon(18)
        self.dialogue = enter_dialogue(
            title="Lãnh đạo thành phố đối thoại với công nhân lao động quý IV",
            held_on=today - timedelta(days=20),
            starts_at=datetime.time(8, 30),
            place="Nhà văn hóa Lao động Bắc Ninh",
            chair="Phó Chủ tịch UBND thành phố",
            due_on=today - timedelta(days=2),
            by=by,
        )

    def _noon(self, days_ago: int) -> datetime.datetime:
        day = self.today - timedelta(days=days_ago)
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))

    def speak(self, text: str, *pieces: PetitionFacts, speaker: str = SHIFT) -> list[Petition]:
        speech = enter_speech(
            dialogue=self.dialogue,
            text=text,
            speaker=speaker,
            employer_name="Công ty TNHH Điện tử Tân Mỹ",
            by=self.by,
        )
        return split_speech(speech=speech, version=0, pieces=pieces, by=self.by) if pieces else []

    def facts(
        self, kind: str, theme: str, text: str, park: str = "KCN Quang Châu"
    ) -> PetitionFacts:
        return PetitionFacts(kind, text, theme, self.parks.get(park))

    def route(self, petition: Petition, *keys: str) -> list[PetitionPart]:
        asked = [self.agencies[key] for key in keys]
        route_petition(petition=petition, agencies=asked, version=0, by=self.by, at=self.routed_at)
        return list(petition.parts.order_by("pk"))

    def answer(
        self,
        part: PetitionPart,
        text: str,
        outcome: str,
        *,
        by: Actor | None = None,
        **more: Any,
    ) -> Answer:
        facts = AnswerFacts(
            text=text,
            outcome=outcome,
            answered_on=self.today - timedelta(days=6),
            number=f"{2300 + part.pk}/TL",
            **more,
        )
        return enter_answer(
            part=part, facts=facts, version=part.version, by=by or self.by, at=self._noon(5)
        )

    def check(self, answer: Answer) -> None:
        names = ("version", "outcome", "reason", "promised_on", "referred_to")
        own = {name: getattr(answer, name) for name in names}
        accept_answer(answer=answer, by=self.by, at=self._noon(4), **own)


def load_present_dialogue(agencies: dict[str, Agency], by: Actor, today: datetime.date) -> Dialogue:
    story = PresentDialogue(agencies, by, today)
    for name, people in (("Công ty TNHH Điện tử Tân Mỹ", 64), ("Công ty CP Bao bì Đình Trám", 41)):
        enter_participants(dialogue=story.dialogue, employer_name=name, people=people, by=by)
    _load_answered(story)
    _load_promised(story)
    _load_reopened(story)
    _load_late(story)
    _load_waiting(story)
    _load_others(story)
    ready = [petition.pk for petition, _answers in ready_to_publish(story.dialogue)]
    publish_many(dialogue=story.dialogue, petitions=ready, by=by)
    return story.dialogue


def _load_answered(story: PresentDialogue) -> None:
    light, _thanks = story.speak(
        "Đường vào khu trọ tối, chúng em đi ca đêm rất lo. Cảm ơn tỉnh đã mở tuyến xe buýt.",
        story.facts(
            PETITION,
            Theme.TRANSPORT,
            "Đề nghị lắp đèn đường từ cổng khu công nghiệp Quang Châu vào khu nhà trọ.",
        ),
        story.facts(OPINION, Theme.TRANSPORT, "Công nhân cảm ơn tỉnh đã mở tuyến xe buýt đêm."),
    )
    [part] = story.route(light, "bn-kcn")
    board = seat_actor(story.agencies["bn-kcn"].pk, story.today)
    answer = story.answer(
        part, "Đã lắp 18 cột đèn năng lượng mặt trời.", AnswerClass.CARRIED_OUT, by=board
    )
    story.check(answer)
    add_template(title="Đã nhận, đang xác minh", text=TEMPLATE, outcome="", by=board)
    enter_opinion(petition=light, judgement="helped", why="Đường đã sáng.", by=story.by)
    [again] = story.speak(
        "Đề nghị lắp thêm đèn đường vào khu nhà trọ công nhân.",
        story.facts(
            PETITION,
            Theme.TRANSPORT,
            "Đề nghị lắp thêm đèn đường từ cổng khu công nghiệp Quang Châu vào khu nhà trọ.",
        ),
        speaker="Nam công nhân kho",
    )
    merge_petition(petition=again, into=light, version=0, by=story.by)


def _load_promised(story: PresentDialogue) -> None:
    [homes] = story.speak(
        "Nhà ở xã hội cho công nhân thuê còn ít, giá cao.",
        story.facts(
            PETITION,
            Theme.HOUSING,
            "Đề nghị tăng số căn hộ nhà ở xã hội cho công nhân thuê với giá phù hợp.",
        ),
    )
    [part] = story.route(homes, "bn-xaydung")
    answer = story.answer(
        part,
        "Dự án giai đoạn 2 gồm 860 căn hộ cho thuê đang hoàn thiện, bàn giao theo lộ trình.",
        AnswerClass.PROMISED,
        promised_on=story.today + timedelta(days=45),
    )
    story.check(answer)


def _load_reopened(story: PresentDialogue) -> None:
    [insurance] = story.speak(
        "Công ty chậm chốt sổ bảo hiểm cho người đã nghỉ việc.",
        story.facts(
            PETITION,
            Theme.INSURANCE,
            "Đề nghị đôn đốc doanh nghiệp chốt sổ bảo hiểm xã hội cho người đã nghỉ việc.",
        ),
    )
    [part] = story.route(insurance, "bn-bhxh")
    answer = story.answer(
        part, "Cơ quan bảo hiểm đã có văn bản nhắc doanh nghiệp chốt sổ.", AnswerClass.EXPLAINED
    )
    story.check(answer)
    ready = [petition.pk for petition, _answers in ready_to_publish(story.dialogue)]
    publish_many(dialogue=story.dialogue, petitions=ready, by=story.by)
    make_opinion_link(petition=insurance, by=story.by)
    why = "Đến nay doanh nghiệp vẫn chưa chốt sổ."
    enter_opinion(petition=insurance, judgement="not_yet", why=why, by=story.by)
    part.refresh_from_db()
    reopen_part(
        part=part,
        why=why,
        due_on=story.today + timedelta(days=10),
        version=part.version,
        by=story.by,
    )


def _load_others(story: PresentDialogue) -> None:
    for asked in ALSO_ASKED:
        facts = story.facts(asked.kind, asked.theme, asked.text, park="")
        [petition] = story.speak(asked.text, facts, speaker="Đại diện công đoàn cơ sở")
        if asked.agency:
            [part] = story.route(petition, asked.agency)
            answer = story.answer(part, asked.answer, asked.outcome, reason=asked.more)
            story.check(answer)


def _load_late(story: PresentDialogue) -> None:
    [buses] = story.speak(
        "Xe buýt giờ tan ca quá đông, nhiều người phải đợi chuyến sau.",
        story.facts(
            PETITION,
            Theme.TRANSPORT,
            "Đề nghị tăng chuyến xe buýt vào giờ tan ca lúc 20 giờ.",
            "KCN Đình Trám",
        ),
        speaker="Nam công nhân",
    )
    [part] = story.route(buses, "bn-kcn")
    redirect_part(
        part=part,
        agency=story.agencies["bn-xaydung"],
        reason="Vận tải hành khách công cộng thuộc Sở Xây dựng",
        version=0,
        by=story.by,
        at=story.routed_at + timedelta(days=3),
    )


def _load_waiting(story: PresentDialogue) -> None:
    schools, _training = story.speak(
        "Con em phải gửi lớp tư, em mong có lớp công và được học thêm nghề.",
        story.facts(
            PETITION,
            Theme.SCHOOLS,
            "Đề nghị mở lớp mẫu giáo công lập nhận trẻ ngoài giờ gần khu công nghiệp.",
        ),
        story.facts(PETITION, Theme.TRAINING, "Đề nghị mở lớp học nghề buổi tối cho công nhân."),
    )
    first, _second = story.route(schools, "bn-gddt", "bn-x-nenh")
    story.answer(
        first,
        "Năm học tới sẽ mở hai nhóm trẻ; anh Lương Đình Bách, số 0912345678, là đầu mối.",
        AnswerClass.NOT_YET,
        reason="Chờ bố trí giáo viên",
    )
    story.speak("Giá điện ở phòng trọ cao hơn giá nhà nước, mong được kiểm tra.")
