"""What is typed, imported or sent is cleaned once, when it is kept; what was kept before takes no
file away.
"""

import io
import json
import unicodedata
import zipfile
from importlib import import_module
from xml.etree import ElementTree

import pytest
from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import Workbook, load_workbook

from agencies.api.services import create_api_token
from agencies.bodies.choices import SeatRole
from agencies.feeds.choices import FeedScope
from agencies.feeds.services import create_feed
from agencies.forms.fields import TextField
from agencies.people.models import SeatHolding
from agencies.tasks.models import Task
from reader import read_bytes
from recruitment.api.employer_views import OwnVacancyIn
from recruitment.posters.poster import draw_picture, draw_poster
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, make_person, make_task, sign_in
from tests.factories_recruitment import (
    published_vacancy,
    representative_of,
)
from tests.test_days import all_forms

pytestmark = pytest.mark.django_db
CONTROLS = "".join(chr(code) for code in [*range(1, 0x20), *range(0x7F, 0xA0)])
DIRTY = "Công\u000bnhân\u202e \u00a0lắp\u200b ráp\u0007 " + unicodedata.normalize(
    "NFD", "đ\u1ed9ng"
)
OTHER_KINDS = forms.SlugField | forms.JSONField | forms.GenericIPAddressField | SimpleArrayField
CLEAN = "Công nhân lắp ráp động"


def text_fields(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """Passwords and addresses have rules of their own."""
    return {
        name: field
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField)
        and field.strip
        and not isinstance(field, forms.EmailField)
    }


def unclean(found) -> list[str]:
    """Fields that keep what nobody sees, of our forms."""
    return [
        f"{form.__name__}.{name}"
        for form in found
        if form.__module__.startswith(("agencies", "recruitment", "conferences", "campaigns"))
        for name, field in text_fields(form).items()
        if not isinstance(field, TextField | forms.JSONField)
    ]


def test_every_form_cleans_what_is_typed():
    import_module("config.urls")
    import_module("agencies.factors.forms")  # named in the settings alone
    assert sum(len(text_fields(form)) for form in all_forms()) > 80
    assert unclean(all_forms()) == []


def test_control_a_plain_field_is_found():
    class PlantedForm(forms.Form):
        name = forms.CharField()

    PlantedForm.__module__ = "agencies.forms.planted"
    assert unclean([PlantedForm]) == ["PlantedForm.name"]


def test_the_administration_cleans_what_is_typed():
    request = RequestFactory().get("/")
    request.user = make_person()
    plain = []
    for model, pages in admin.site._registry.items():
        inlines = (
            inline.get_formset(request).form for inline in pages.get_inline_instances(request)
        )
        for form in [pages.get_form(request), *inlines]:
            plain += [
                f"{model.__name__}.{name}"
                for name, field in text_fields(form).items()
                if not isinstance(field, TextField | OTHER_KINDS)
            ]
    assert plain == []


@pytest.mark.parametrize(
    ("widget", "kept"),
    [(forms.TextInput, "Công nhân lắp ráp động"), (forms.Textarea, "Công\nnhân lắp ráp động")],
)
def test_a_field_cleans(widget, kept):
    assert TextField(widget=widget).clean(DIRTY) == kept


def test_a_field_of_nothing_visible_is_empty():
    with pytest.raises(forms.ValidationError) as refused:
        TextField().clean("\u200b\u00a0\u202e")
    assert refused.value.code == "required"


# Programs and files -------------------------------------------------------------------------------
def test_an_api_cleans_each_text_that_it_keeps(client, employer):
    person = representative_of(employer)
    SeatHolding.objects.filter(seat=person.seat).update(is_administrator=True)
    _token, said = create_api_token(
        agency=employer.agency, name="x", scopes=["own-vacancies:write"], by=person
    )
    texts = {
        name
        for name, field in OwnVacancyIn.model_fields.items()
        if field.annotation in (str, str | None)
    }
    texts -= {"park", "contact_phone"}  # looked up and read as a number
    body = {
        "people": 3,
        "occupation": "82",
        "skill": "none",
        "contract": "open",
        "shift": "day",
        "apply_by": "2026-12-30",
        "base_wage": {"least": 5},
        "income": {"least": 7, "most": 9},
        "bonus": 1,
        **dict.fromkeys(texts, DIRTY),
    }
    answer = client.put(
        "/api/v1/own-vacancies/1",
        json.dumps(body),
        "application/json",
        headers={"Authorization": f"Bearer {said}"},
    )
    assert answer.status_code == 201, answer.content
    kept = Vacancy.objects.get()
    assert {" ".join(getattr(kept, name).split()) for name in texts} == {CLEAN}


def test_a_service_cleans_what_no_form_has_seen(employer):
    kept = published_vacancy(employer, title=DIRTY, ward=DIRTY, description=DIRTY)
    kept.refresh_from_db()
    assert (kept.title, kept.ward, kept.description) == (
        CLEAN,
        CLEAN,
        CLEAN.replace("Công nhân", "Công\nnhân"),
    )


def test_a_document_is_read_without_what_turns_words_round():
    text = (
        "KẾ HOẠCH\n1. Sở Nội vụ báo\u202e cáo\u000b\u0085\u009f UBND tỉnh trước ngày 15/12/2026.\n"
    )
    reading = read_bytes(text.encode())
    assert not {c for c in reading.text if unicodedata.category(c) == "Cc"} - {"\n", "\t", "\r"}
    assert all("\u202e" not in task.text for task in reading.tasks)
    assert "\u202e" not in reading.text


# What was kept before -----------------------------------------------------------------------------
def store(row: models.Model, **texts: str) -> None:
    """Past every rule."""
    sets = ", ".join(f'"{name}" = %s' for name in texts)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET {sets} WHERE id = %s',  # noqa: S608
            [*texts.values(), row.pk],
        )
    row.refresh_from_db()


@pytest.fixture
def vacancy(employer):
    vacancy = published_vacancy(employer)
    dirty = f"A{CONTROLS}\u202e\ufffe\uffffB"
    store(
        vacancy,
        title=dirty,
        ward=dirty,
        description=dirty,
        address=dirty,
        contact_name=dirty,
        papers=dirty,
    )
    store(employer.agency, name=dirty)
    return Vacancy.objects.get(pk=vacancy.pk)


def test_the_feed_is_xml_whatever_a_row_holds(client, vacancy):
    answer = client.get(reverse("recruitment:vacancy-feed"), {"q": ""})
    root = ElementTree.fromstring(answer.content)  # noqa: S314 our own
    titles = [title.text for title in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert (answer.status_code, len(titles)) == (200, 2)
    assert titles[1].replace("\n", "").replace("\t", "").startswith("A\u202eB")


def test_poster_and_picture_are_drawn_whatever_a_row_holds(vacancy):
    assert draw_poster(vacancy).startswith(b"%PDF-")
    assert draw_picture(vacancy).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["recruitment:demand-board-export", "recruitment:demand-sheet-export"]
)
def test_workbooks_are_written_whatever_a_row_holds(client, vacancy, name):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    answer = client.get(reverse(name))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith(".xml"):
                ElementTree.fromstring(archive.read(part))  # noqa: S314 our own


def test_a_calendar_is_written_whatever_a_row_holds(client):
    actor = make_actor()
    task = make_task(lead=actor.seat.agency, due_on=timezone.localdate())
    Task.objects.filter(pk=task.pk).update(title=f"A{CONTROLS}B")
    _feed, token = create_feed(scope=FeedScope.SEAT, by=actor)
    answer = client.get(reverse("agencies:calendar-feed", args=[token]))
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]).replace("\n", "").replace("\t", "").replace("\r", "") == "AB"
    assert not {c for c in answer.content.decode() if unicodedata.category(c) == "Cc"} - {
        "\r",
        "\n",
        "\t",
    }


def test_a_workbook_is_cleaned_cell_by_cell(client, employer):
    book = Workbook()
    book.active.append(["Vị trí", "Số lượng", "Thu nhập", "Ca làm việc"])
    book.active.append(["Công nhân\u202e\u00a0lắp\u200b ráp", 5, "7–9 triệu", "Ca ngày"])
    file = io.BytesIO()
    book.save(file)
    assert load_workbook(file).active["A2"].value == "Công nhân\u202e\u00a0lắp\u200b ráp"
    sign_in(client, representative_of(employer))
    chosen = SimpleUploadedFile("nhu\u202ecầu\u00a0.xlsx", file.getvalue())
    answer = client.post(reverse("recruitment:import-upload"), {"file": chosen})
    assert answer.status_code == 302, answer.context["form"].errors
    source = employer.imports.get()
    assert source.file_name == "nhucầu.xlsx"
    assert source.rows.get().said["title"] == "Công nhân lắp ráp"
