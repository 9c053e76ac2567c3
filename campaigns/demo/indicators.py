"""What is measured in the demonstration, what the plans of 2024 and of this year want of it, and
the job centre's forms. All goals and figures are invented.
"""

from dataclasses import dataclass

from campaigns.indicators.choices import ComputedSource, MeasureUnit
from campaigns.targets.choices import Channel, Operator
from vietnam.periods import PeriodKind

MONTH = PeriodKind.OFFICIAL_MONTH


@dataclass(frozen=True)
class DemoIndicator:
    """`month`: a usual month of this year, in people or times; of a rate its figure, or its
    numerator and denominator. `goal`: of the year; empty where it has no target. `reporters`: by
    the keys of the register.
    """

    name: str
    unit: MeasureUnit
    definition: str
    month: tuple[str, ...] = ()
    goal: str = ""
    operator: Operator = Operator.REACH
    reporters: tuple[str, ...] = ()
    rhythm: PeriodKind = MONTH
    is_cumulative: bool = True
    source: str = ""
    denominator: str = ""
    baseline: str = ""
    parent: str = ""
    channel: str = ""
    lead: str = ""


HEADLINE = "Số lao động được giải quyết việc làm"
INDICATORS = (
    DemoIndicator(
        HEADLINE,
        MeasureUnit.JOBS,
        "Tổng số việc làm mới trong kỳ qua các chương trình phát triển kinh tế - xã hội, quỹ cho "
        "vay giải quyết việc làm và đi làm việc ở nước ngoài theo hợp đồng.",
        goal="17000",
        operator=Operator.ABOVE,
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Việc làm qua các chương trình phát triển kinh tế - xã hội",
        MeasureUnit.JOBS,
        "Số người có việc làm mới từ 3 tháng trở lên tại doanh nghiệp, hợp tác xã trong tỉnh.",
        month=("1060",),
        goal="12500",
        reporters=("bg-ldtbxh", "bg-kcn"),
        parent=HEADLINE,
        channel=Channel.PROGRAMME,
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Việc làm qua quỹ cho vay giải quyết việc làm",
        MeasureUnit.JOBS,
        "Số việc làm được tạo ra từ các dự án vay vốn đã giải ngân trong kỳ.",
        month=("214",),
        goal="2500",
        reporters=("bg-nongdan", "bg-phunu"),
        parent=HEADLINE,
        channel=Channel.LOAN_FUND,
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Lao động đi làm việc ở nước ngoài theo hợp đồng",
        MeasureUnit.JOBS,
        "Số người đã xuất cảnh theo hợp đồng trong kỳ.",
        month=("152",),
        goal="2000",
        reporters=("bg-dvvl",),
        parent=HEADLINE,
        channel=Channel.ABROAD,
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Tỷ lệ người được tư vấn có việc làm",
        MeasureUnit.PERCENT,
        "Số người có việc làm trong số người được trung tâm tư vấn.",
        month=("318", "1210"),
        goal="25",
        reporters=("bg-dvvl",),
        denominator="Tổng số người được tư vấn trong kỳ",
        channel=Channel.JOB_CENTRE,
        lead="bg-dvvl",
    ),
    DemoIndicator(
        "Tỷ lệ thất nghiệp khu vực thành thị",
        MeasureUnit.PERCENT,
        "Theo kết quả điều tra lao động việc làm hằng quý của cơ quan thống kê.",
        month=("2.3",),
        goal="2.1",
        operator=Operator.BELOW,
        rhythm=PeriodKind.OFFICIAL_QUARTER,
        is_cumulative=False,
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Tỷ lệ lao động qua đào tạo",
        MeasureUnit.PERCENT,
        "Lao động có bằng, chứng chỉ hoặc được đào tạo từ 3 tháng trở lên so với lực lượng lao "
        "động.",
        month=("68.9",),
        goal="70",
        rhythm=PeriodKind.OFFICIAL_QUARTER,
        is_cumulative=False,
        baseline="67.5",
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Tỷ trọng lao động trong nông nghiệp",
        MeasureUnit.PERCENT,
        "Lao động đang làm việc trong nông, lâm nghiệp và thủy sản so với tổng số lao động.",
        month=("25.6",),
        goal="25.03",
        operator=Operator.REDUCE_TO,
        rhythm=PeriodKind.OFFICIAL_QUARTER,
        is_cumulative=False,
        baseline="26.4",
        lead="bg-ldtbxh",
    ),
    DemoIndicator(
        "Phiên giao dịch việc làm đã tổ chức",
        MeasureUnit.SESSIONS,
        "Phiên định kỳ, chuyên đề, lưu động và trực tuyến.",
        month=("6",),
        goal="72",
        reporters=("bg-dvvl",),
        lead="bg-dvvl",
    ),
    DemoIndicator(
        "Doanh nghiệp tham gia phiên giao dịch",
        MeasureUnit.EMPLOYERS,
        "Doanh nghiệp có gian tuyển dụng tại phiên trong kỳ.",
        month=("118",),
        reporters=("bg-dvvl",),
    ),
    DemoIndicator(
        "Số lượt tư vấn việc làm, học nghề",
        MeasureUnit.TURNS,
        "Mỗi lần tư vấn là một lượt; một người có thể được tư vấn nhiều lượt.",
        month=("1785",),
        reporters=("bg-dvvl",),
    ),
    DemoIndicator(
        "Số người được tư vấn việc làm, học nghề",
        MeasureUnit.PEOPLE,
        "Mỗi người tính một lần trong kỳ.",
        month=("1210",),
        reporters=("bg-dvvl",),
    ),
    DemoIndicator(
        "Số người được giới thiệu việc làm",
        MeasureUnit.PEOPLE,
        "Người được trung tâm giới thiệu đến doanh nghiệp.",
        month=("462",),
        reporters=("bg-dvvl",),
    ),
    DemoIndicator(
        "Số người có việc làm do trung tâm giới thiệu",
        MeasureUnit.PEOPLE,
        "Người được giới thiệu và doanh nghiệp đã tiếp nhận.",
        month=("318",),
        reporters=("bg-dvvl",),
    ),
    DemoIndicator(
        "Lao động được tuyển qua cổng",
        MeasureUnit.PEOPLE,
        "Số người doanh nghiệp báo đã tuyển cho các vị trí đăng trên cổng.",
        goal="1500",
        source=ComputedSource.TAKEN_ON,
    ),
)
# Of a usual month, in per cent, by month; the busy time is after Tết.
SEASON = (92, 71, 124, 118, 109, 104, 97, 95, 102, 99, 96, 93)
# Of a usual year's figures, in per cent.
SHARE_OF_YEAR = {2024: 88, 2025: 94}

# STT, words, unit, the indicator of people and that of times; None and None: not collected.
FORM_LINES = (
    ("A", "Phiên giao dịch việc làm", "", None, None),
    ("1", "Số phiên đã tổ chức", "phiên", "Phiên giao dịch việc làm đã tổ chức", None),
    ("2", "Doanh nghiệp tham gia", "doanh nghiệp", "Doanh nghiệp tham gia phiên giao dịch", None),
    ("B", "Tư vấn, giới thiệu việc làm", "", None, None),
    (
        "3",
        "Tư vấn việc làm, học nghề",
        "người / lượt",
        "Số người được tư vấn việc làm, học nghề",
        "Số lượt tư vấn việc làm, học nghề",
    ),
    ("3.1", "Trong đó: nữ", "người", "", None),
    ("3.2", "Trong đó: người khuyết tật", "người", "", None),
    ("4", "Giới thiệu việc làm", "người", "Số người được giới thiệu việc làm", None),
    ("5", "Có việc làm", "người", "Số người có việc làm do trung tâm giới thiệu", None),
    ("C", "Thông tin thị trường lao động", "", None, None),
    ("6", "Người được tuyển qua cổng", "người", "Lao động được tuyển qua cổng", None),
)
# The form that was replaced has fewer lines.
OLD_FORM_LINES = ("1", "4", "5")
