"""A rule of the grammar, and what stands around a phrase: it tells a deadline from the date of an
event or of a cited document.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vietnam.deadlines.model import StatedDeadline

_CLAUSE = re.compile(r"[;:!?]|[.…](?= |$)")
_SEGMENT = re.compile(r"[,;:!?()]|[.…](?= |$)")

DOING = (
    "báo cáo|gửi|trình|hoàn thành|hoàn tất|hoàn thiện|thực hiện|triển khai|tổ chức|xây dựng"
    "|ban hành|tham mưu|"
    "lập|tổng hợp|cung cấp|đề xuất|rà soát|nộp|đăng ký|công bố|công khai|phê duyệt|thẩm định"
    "|kiểm tra|"
    "giám sát|đánh giá|thống kê|khảo sát|phát động|khởi công|khánh thành|giải quyết|xử lý|trả lời"
    "|phản hồi|"
    "chuẩn bị|bố trí|thành lập|kiện toàn|tuyên truyền|phổ biến|tập huấn|bồi dưỡng|đào tạo|phối hợp"
    "|chỉ đạo|"
    "hướng dẫn|khắc phục|giải ngân|bàn giao|nghiệm thu|đưa vào|vận hành|cập nhật|số hóa|chuyển"
    "|tiếp nhận|"
    "tuyển|ký|sơ kết|tổng kết|phấn đấu|bảo đảm|đảm bảo|chấm dứt|kết thúc|bắt đầu|thông báo"
    "|đăng tải|in|"
    "phát hành|giao|họp|làm việc|duyệt|cử|mời|chi trả|hỗ trợ|xây|sửa chữa|di dời|sắp xếp|đối thoại"
    "|khai giảng|"
    "khai mạc|thi|chấm|mở đợt|ra quân|duy trì|cho học sinh|trực|huy động|tặng|thăm|trao|"
    "nghiên cứu|sửa đổi|bổ sung|điều chỉnh|tiếp tục|dự kiến|phát sóng|đăng|đôn đốc|theo dõi"
    "|phải đạt|đối chiếu|phân bổ|phát triển|làm sạch|kết nối|tích hợp|thu thập|thanh toán"
    "|quyết toán|lắp đặt|thí điểm|áp dụng|ứng dụng|tiến hành|số hoá|thu hồi|nâng cấp|mua sắm"
)
_DOING = re.compile(rf"\b(?:{DOING})\b")
_DOES_NEXT = re.compile(rf"\)?[:,]? (?:(?:phải|cần|sẽ|cơ bản) ){{0,2}}(?:{DOING})\b")
_IS_DONE_NEXT = re.compile(rf"\)?[:,] [^,;:.()]{{2,90}}? (?:{DOING})\b")
_STARTING = re.compile(
    r"\b(?:triển khai|thực hiện|bắt đầu|tổ chức|khởi công|vận hành|dự kiến|phát động|đưa vào"
    r"|tiến hành)"
    r"(?: \S+){0,5}$"  # what is started
)
_EVENT = re.compile(
    r"\b(?:mưa|lũ|lụt|bão|thiên tai|dịch bệnh|đợt dịch|sự cố|vụ việc|trận"  # disasters
    r"|diễn ra|xảy ra|giai đoạn|(?<!giữa )(?<!cuối )nhiệm kỳ|thời kỳ|tại hội nghị|buổi làm việc)"
    r"(?: \S+){0,5}$"  # its name and place
    # prepared for a meeting of that day, works planned for that time
    r"|\b(?:cho|phục vụ|chuẩn bị|dự|tham dự|tại|trong) (?:các |buổi |cuộc )?"
    r"(?:hội nghị|hội thảo|kỳ họp|phiên họp|cuộc họp|lễ|đại hội)(?: \S+){0,6}$"
    r"|\b(?:dự án|công trình|gói thầu)(?: \S+){0,6} có kế hoạch(?: \S+){0,3}$"
)
_EVENT_ASIDE = re.compile(
    r"\b(?:ngày hội|hội nghị|hội thảo|hội chợ|lễ|phiên|kỳ họp|cuộc thi|hội thi|đại hội)\b"
    r"[^();.]{0,80}\([^()]{0,40}$"
)
_HAPPENED = re.compile(
    r"\b(?:đã|vừa qua|so với cùng kỳ|ước đạt|lũy kế|luỹ kế|kết quả đạt được|hiệu lực|phát sinh)\b"
)
_COUNTED = re.compile(
    r"\b(?:tính|tính từ|lũy kế|luỹ kế|cộng dồn|hiệu lực(?: thi hành)?|thời điểm|số liệu"
    r"|có thời hạn|còn hạn)(?: \S+){0,3}$"
)
_ESTABLISHED = re.compile(
    # what was done: đã được … phê duyệt; not "phải được", which is owed
    r"(?<!phải )(?<!cần )(?<!đảm )\b(?:đã được|được|đã)(?: \S+){0,2} "
    r"(?:ban hành|phê duyệt|ký|ký kết|cấp|thành lập|khởi công|tuyển dụng|giao|công nhận|đăng ký"
    r"|thông qua|tiếp nhận|bổ nhiệm|hoàn thành|xây dựng|tuyển|sinh)(?: \S+)?$"
    # or what ends or was signed on a day
    r"|\b(?:hết hạn|hết hiệu lực|đáo hạn|nghỉ hưu|(?:lao động|người) làm việc|vào làm)$"
    r"|\b(?:hợp đồng|thỏa thuận|giấy phép|văn bản)(?: \S+){0,2} ký(?: kết)?$"
    r"|\bhồ sơ(?: \S+){0,2} (?:tiếp )?nhận$"
    # or what happened, or a day from which one counts
    r"|\b(?:xảy ra|phát sinh|sinh|có hiệu lực(?: thi hành)?|thời điểm|giai đoạn|từ|như|so với)$"
)

# A bullet, a number, "Đợt 1," and an adverb may stand before a phrase that opens its clause.
_OPENING = re.compile(
    r"[\W_]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)] ?)?"  # - 2.1.
    r"[\W_]*(?:(?:đợt|bước|lần|giai đoạn|kỳ) (?:\d{1,2}|[ivx]+|đầu|cuối|một|hai|ba)[\W_]*)?"
    r"(?:(?:đồng thời|ngoài ra|tiếp tục|và|riêng)[\W_]*)?"
)


@dataclass(frozen=True)
class PhraseContext:
    """A text in reading form with what is known about it: the document's own date, and whether it
    is a time field.
    """

    text: str
    issued_on: date | None
    field: bool

    def clause_before(self, at: int) -> str:
        # Back to the last semicolon, colon or full stop.
        return _text_after_last(_CLAUSE, self.text[max(0, at - 400) : at])

    def segment_before(self, at: int) -> str:
        # Back to the last punctuation, commas included.
        return _text_after_last(_SEGMENT, self.text[max(0, at - 400) : at])

    def segment_after(self, at: int) -> str:
        return _SEGMENT.split(self.text[at : at + 200], maxsplit=1)[0].strip()

    def opens_clause(self, at: int) -> bool:
        # Nothing but a bullet or a number stands before it in its clause.
        return bool(_OPENING.fullmatch(self.clause_before(at)))

    def is_past(self, day: date | None) -> bool:
        return day is not None and self.issued_on is not None and day < self.issued_on

    def is_over(self, day: date | None) -> bool:
        # A time field may name a day before the document's; in prose that tells what happened.
        return not self.field and self.is_past(day)

    def is_task(self, at: int) -> bool:
        # A doing verb stands before it in its clause, or it opens the clause.
        return self.field or bool(_DOING.search(self.clause_before(at))) or self.opens_clause(at)

    def does_next(self, end: int) -> bool:
        # A doing verb follows at once, a comma or a colon between them at most.
        return bool(_DOES_NEXT.match(self.text[end : end + 60]))

    def is_done(self, end: int) -> bool:
        # A body and its doing verb follow: "Tháng 4/2026, Công an tỉnh kiểm tra …".
        return bool(_IS_DONE_NEXT.match(self.text[end : end + 160]))

    def starts_work(self, at: int, end: int) -> bool:
        # As in "triển khai từ …", "dự kiến từ …": the work begins then, not the validity of a
        # law.
        before = self.segment_before(at)
        if self.field or (self.opens_clause(at) and self.does_next(end)):
            return True
        return bool(_STARTING.search(before) and not re.search(r"\b(?:được|đã|hiệu lực)\b", before))

    def belongs_to_event(self, at: int) -> bool:
        return not self.field and bool(_EVENT.search(self.segment_before(at)))

    def dates_event_aside(self, at: int, end: int) -> bool:
        # "Kế hoạch Ngày hội việc làm (dự kiến tổ chức vào ngày …), trình trước ngày …"
        if self.field or not _EVENT_ASIDE.search(self.text[max(0, at - 160) : at]):
            return False
        return bool(re.match(r"[^()]{0,40}\),? \w", self.text[end : end + 60]))

    def reports_past(self, at: int, end: int) -> bool:
        if self.field:
            return False
        before = self.segment_before(at)
        after = self.text[end : end + 90]
        return bool(
            _HAPPENED.search(before) or re.match(r",? ?(?:\S+ ){0,8}?(?:đã|ước đạt|ước)\b", after)
        )

    def counts_up_to(self, at: int) -> bool:
        # As in "tính đến ngày …", the closing day of statistics.
        return bool(_COUNTED.search(self.segment_before(at)))

    def states_condition(self, at: int) -> bool:
        # As in "được cấp trước ngày …", a condition, not a duty.
        return not self.field and bool(_ESTABLISHED.search(self.segment_before(at)))

    def is_tentative(self, start: int, end: int) -> bool:
        near = (
            " ".join(self.text[max(0, start - 40) : start].split()[-4:])
            + " "
            + self.text[start : end + 12]
        )
        return "dự kiến" in near


def _text_after_last(boundary: re.Pattern[str], text: str) -> str:
    return boundary.split(text)[-1].strip()


Build = Callable[[re.Match[str], PhraseContext], list[StatedDeadline]]


@dataclass(frozen=True)
class PhraseRule:
    """One kind of phrase. `build` gives what it means, or nothing when the context forbids a
    deadline.
    """

    name: str
    pattern: re.Pattern[str]
    build: Build
    confidence: float
    where: Literal["anywhere", "field", "prose"] = "anywhere"

    def applies(self, context: PhraseContext) -> bool:
        return self.where == "anywhere" or (self.where == "field") == context.field
