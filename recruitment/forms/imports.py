"""What the words of a workbook's row mean: the same form as on the page, fed with what employers write in cells."""

import re

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.errors import RuleError
from agencies.models import Province
from recruitment.choices import Benefit, Contract, Experience, Horizon, Occupation, Schooling, Shift, Skill, Way
from recruitment.forms.vacancies import VacancyForm, said_for
from recruitment.models import Employer, IndustrialPark
from recruitment.queries.employers import parks_of
from recruitment.queries.terms import label_text
from recruitment.reader.heads import with_unit
from recruitment.services.imports import Reading
from recruitment.services.vacancies import vacancy_of
from vietnam.folding import fold

CHOICES = {
    "occupation": Occupation, "skill": Skill, "contract": Contract, "shift": Shift, "horizon": Horizon,
    "schooling": Schooling, "experience": Experience, "way": Way,
}  # fmt: skip
ALSO: dict[type, dict[str, tuple[str, ...]]] = {
    Skill: {
        Skill.NONE: ("lao dong pho thong", "ldpt", "pho thong", "khong yeu cau", "khong can bang cap"),
        Skill.UNCERTIFIED: ("cong nhan ky thuat", "tho lanh nghe"),
    },
    Shift: {
        Shift.DAY: ("hanh chinh", "ca ngay", "gio hanh chinh"),
        Shift.TWO: ("2 ca", "lam 2 ca"),
        Shift.THREE: ("3 ca", "lam 3 ca"),
        Shift.ROTATING: ("ca kip", "luan phien", "ngay dem", "xoay ca", "dao ca", "12 tieng"),
    },
    Contract: {
        Contract.OPEN_END: ("khong thoi han", "hdld khong xac dinh thoi han"),
        Contract.UP_TO_36: ("xac dinh thoi han", "12 thang", "24 thang", "36 thang", "1 nam", "2 nam", "co thoi han"),
        Contract.UNDER_12: ("6 thang", "3 thang"),
    },
    Schooling: {
        Schooling.LOWER: ("9 12", "lop 9", "thcs", "tot nghiep thcs"),
        Schooling.UPPER: ("12 12", "lop 12", "thpt", "tot nghiep thpt"),
        Schooling.ANY: ("khong", "khong can", "biet doc biet viet"),
    },
    Experience: {
        Experience.NONE: ("khong", "khong can", "khong can kinh nghiem", "chua co kinh nghiem"),
    },
    Benefit: {
        Benefit.MEALS: ("an", "com ca", "bua an", "an trua", "com"),
        Benefit.INSURANCE: ("bao hiem", "bhxh", "dong bao hiem"),
        Benefit.BUS: ("xe dua don", "dua don", "xe bus", "xe buyt"),
        Benefit.DORMITORY: ("ky tuc xa", "ktx", "nha o", "cho o"),
        Benefit.HOUSING: ("tien nha", "ho tro nha o", "phu cap nha o", "nha tro"),
        Benefit.DILIGENCE: ("chuyen can",),
        Benefit.TET: ("thuong tet", "luong thang 13", "thang 13"),
        Benefit.NURSERY: ("nha tre", "con nho"),
        Benefit.TRAINING: ("dao tao",),
        Benefit.HEALTH: ("kham suc khoe",),
    },
}
"""How employers write it, beside the words of the list."""
PLAIN = ("headcount", "probation_days")
WAGES = ("base_wage", "income", "bonus")
OUTSIDE = ("khong", "ngoai khu cum cong nghiep", "ngoai kcn")
"""What the cell of a park says where there is none."""


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Excel workbook (.xlsx, at most 5 MB)"),
        error_messages={"required": gettext_lazy("Choose the workbook."), "empty": gettext_lazy("The file is empty.")},
        widget=forms.FileInput({"class": "form-control", "accept": ".xlsx"}),
    )


def read_row(said: dict[str, str], employer: Employer) -> Reading:
    """Empty cells say what a new vacancy of the employer says by itself."""
    form = form_of(said, employer)
    problems = {
        name if name in form.fields else "": [str(error) for error in errors] for name, errors in form.errors.items()
    }
    for name in filter(None, said.get("formulas", "").split(",")):
        problems[name] = [_("A formula without a result. Open the file in Excel and save it, or type the value.")]
    for name, errors in _places(said, form).items():
        problems.setdefault(name, errors)
    if not problems:
        problems = _broken_rules(employer, form.facts)
    return Reading({} if problems else form.facts, problems)


def _broken_rules(employer: Employer, facts: dict[str, object]) -> dict[str, list[str]]:
    """What the service would refuse is told while it can still be mended."""
    try:
        vacancy_of(employer, facts)
    except RuleError as refused:
        return {refused.field or "": [refused.message]}
    return {}


def form_of(said: dict[str, str], employer: Employer) -> VacancyForm:
    """The form as if somebody had typed the row; a wage needs its unit, which no label beside a cell names."""
    form = VacancyForm(data_of(said, employer), employer=employer)
    for name in WAGES:
        form.fields[name].in_millions = False
    return form


def said_on_page(post: QueryDict, employer: Employer) -> dict[str, str]:
    """What was typed on the page for a row, as the workbook would say it."""
    said = {name: post.get(name, "") for name in VacancyForm.base_fields if name != "version"}
    said |= {name: with_unit(said[name]) for name in WAGES}
    parks = {str(park.pk): park.name for park in _parks(employer)}
    return said | {"benefits": "; ".join(post.getlist("benefits")), "park": parks.get(said["park"], OUTSIDE[0])}


def data_of(said: dict[str, str], employer: Employer) -> dict[str, object]:
    fields = VacancyForm.base_fields
    own = said_for(employer)
    typed = {name: field.initial for name, field in fields.items() if field.initial is not None} | own
    typed |= {name: text.strip() for name, text in said.items() if text.strip() and name in fields}
    for name, kind in CHOICES.items():
        if said.get(name, "").strip():
            typed[name] = value_of(kind, said[name])
    for name in PLAIN:
        typed[name] = re.sub(r"\s*(người|ngày|nguoi|ngay)$", "", str(typed.get(name, "")), flags=re.IGNORECASE)
    typed["benefits"] = [each for text in re.split(r"[,;/\n+·]", said.get("benefits", "")) for each in _benefits(text)]
    typed["contact_phone"] = _with_zero(str(typed.get("contact_phone", "")))
    typed["park"] = park_of(said.get("park", ""), employer)
    return typed


def value_of(kind: type, text: str) -> str:
    """The list's value for a cell's words, or the words, which the form then refuses with its own sentence."""
    wanted = fold(text)
    for choice in kind:
        if (
            text.strip() == choice.value
            or wanted == fold(label_text(choice))
            or wanted in ALSO.get(kind, {}).get(choice, ())
        ):
            return choice.value
    near = [
        choice.value
        for choice in kind
        if any(word in wanted for word in ALSO.get(kind, {}).get(choice, ()) if len(word) > 3)
    ]
    return near[0] if len(near) == 1 else text


def _benefits(text: str) -> list[str]:
    """What of the list a piece of the cell names; an unknown one is left to the note."""
    wanted = fold(text)
    if not wanted:
        return []
    exact = [b.value for b in Benefit if wanted in (fold(label_text(b)), b.value)]
    return exact or [b.value for b in Benefit if any(f" {word} " in f" {wanted} " for word in ALSO[Benefit].get(b, ()))]


def _with_zero(phone: str) -> str:
    """A number that Excel took for a number has lost its zero."""
    return f"0{phone}" if re.fullmatch(r"[35789]\d{8}|2\d{9}", phone) else phone


def park_of(text: str, employer: Employer) -> object:
    """By its name, with or without “KCN”; nothing where the cell says that there is none."""
    wanted = _bare(text)
    if not wanted:
        return employer.park_id or ""
    if wanted in OUTSIDE:
        return ""
    return next((park.pk for park in _parks(employer) if _bare(park.name) == wanted), "")


def _parks(employer: Employer) -> QuerySet[IndustrialPark]:
    return parks_of(Province.objects.filter(pk=employer.province_id), timezone.localdate())


def _places(said: dict[str, str], form: VacancyForm) -> dict[str, list[str]]:
    """A park that is not in the register would else mean "outside"."""
    named = _bare(said.get("park", ""))
    if named and named not in OUTSIDE and not form.data["park"]:
        return {"park": [_("“%(typed)s” is not in the register of parks and clusters.") % {"typed": said["park"]}]}
    return {}


def _bare(name: str) -> str:
    return re.sub(r"^(kcn|ccn|khu cong nghiep|cum cong nghiep) ", "", fold(name))
