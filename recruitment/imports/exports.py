"""The template for demand in Excel."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _, override

from agencies.lists.labels import vietnamese_label
from agencies.workbook_imports.exports import Target, TemplateLayout, write_template
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import parks_for
from recruitment.imports.columns import vacancy_column_labels
from recruitment.imports.services import VACANCY_WORKBOOK
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import CHOICES

EXAMPLES = {
    "title": "Công nhân lắp ráp linh kiện điện tử",
    "headcount": "300",
    "homes": "Lạng Sơn 50; Sơn La 30",
    "occupation": "Thợ lắp ráp",
    "skill": "Chưa qua đào tạo",
    "description": ("Lắp linh kiện lên bản mạch, ngồi làm việc trong phòng sạch"),
    "base_wage": "5,8",
    "income": "9-12",
    "bonus": "3",
    "bonus_condition": "một nửa sau 30 ngày, một nửa sau 60 ngày",
    "contract": "12–36 tháng",
    "shift": "Luân phiên ngày đêm",
    "horizon": "Trên 6 tháng",
    "probation_days": "6",
    "benefits": "Ăn ca; Xe đưa đón; Ký túc xá",
    "benefits_note": "Ký túc xá 6 người/phòng",
    "park": "KCN Quang Châu",
    "ward": "Phường Nếnh",
    "address": "Lô E",
    "schooling": "Tốt nghiệp THCS (lớp 9)",
    "experience": "Không yêu cầu",
    "papers": "CCCD, sơ yếu lý lịch",
    "way": "Tuyển tại doanh nghiệp",
    "apply_by": "15/02/2027",
    "publish_on": "",
    "contact_name": "Nguyễn Thị Mai",
    "contact_phone": "0912 345 678",
    "own_code": "VT-01",
}
WIDTHS = {
    "title": 34,
    "description": 44,
    "homes": 30,
    "benefits": 34,
    "benefits_note": 34,
    "bonus_condition": 30,
    "papers": 28,
}


def write_vacancy_template(file: Target, *, employer: Employer) -> None:
    with override(settings.LANGUAGE_CODE):
        write_template(file, _layout(employer), _guide())


def _layout(employer: Employer) -> TemplateLayout:
    lists = {name: [vietnamese_label(choice) for choice in kind] for name, kind in CHOICES.items()}
    outside = str(VacancyForm.base_fields["park"].empty_label)
    parks = [park.name for park in parks_for(employer)]
    return TemplateLayout(
        title=_("Demand"),
        labels=vacancy_column_labels(),
        lists=lists | {"park": [*parks, outside]},
        most_rows=VACANCY_WORKBOOK.most_rows,
        widths=WIDTHS,
        usual_width=18,
        heading_height=64,
    )


def _guide() -> Iterator[tuple[str, str, str, str]]:
    for name, label in vacancy_column_labels().items():
        field = VacancyForm.base_fields[name]
        needed = _("yes") if field.required else ""
        note = _("Several, separated by “;”.") if name == "benefits" else str(field.help_text)
        yield label, needed, EXAMPLES[name], note
