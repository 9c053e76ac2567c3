"""A person keeps the columns of a list under a name and takes out only those."""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.column_templates.models import ColumnTemplate
from tests.factories import make_actor, make_task
from workbooks.sheets import COUNTRY

pytestmark = pytest.mark.django_db
PAGE = "/mau-cot/nhiem-vu/"
FRAME = 7  # rows of the official heading, which a single column does not have


@pytest.fixture
def officer(client):
    actor = make_actor()
    client.force_login(actor.person)
    make_task(lead=actor.seat.agency, title="Lập dự toán", due_on=datetime.date(2024, 3, 6))
    return actor


def all_columns(client) -> list[str]:
    choices = client.get(PAGE).context["form"].fields["columns"].choices
    return [heading for heading, _label in choices]


def keep(client, name: str = "Gọn", columns=("Nhiệm vụ", "Ngày hết hạn")) -> ColumnTemplate:
    answer = client.post(PAGE, {"name": name, "columns": columns})
    assert answer.status_code == 302
    return ColumnTemplate.objects.get(name=name)


def exported(client, **asked) -> list[tuple]:
    answer = client.get(reverse("agencies:task-export"), asked)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    rows = [tuple(cell for cell in row if cell is not None) for row in sheet]
    return rows[FRAME : FRAME + 2] if COUNTRY in rows[0] else rows[:2]


def test_only_the_chosen_columns_are_taken_out_in_the_order_of_the_list(client, officer):
    named = all_columns(client)
    template = keep(client, columns=[named[6], named[1]])
    head, row = exported(client, mau=template.pk)
    assert (head, row[0]) == ((named[1], named[6]), "Lập dự toán")
    assert len(exported(client)[0]) == len(named)


def test_the_same_columns_whatever_language_is_read(client, officer):
    named = [
        heading for heading, _label in client.get(PAGE).context["form"].fields["columns"].choices
    ]
    template = keep(client, columns=[named[1]])
    client.cookies["django_language"] = "en"
    head, row = exported(client, mau=template.pk)
    assert (head, row) == (("Task",), ("Lập dự toán",))


def test_another_persons_template_changes_nothing(client, officer):
    named = [
        heading for heading, _label in client.get(PAGE).context["form"].fields["columns"].choices
    ]
    foreign = ColumnTemplate.objects.create(
        person=make_actor().person, list_name="nhiem-vu", name="x", columns=[named[1]]
    )
    assert len(exported(client, mau=foreign.pk)[0]) == len(named)


def test_a_column_that_the_list_has_lost_is_said_instead_of_left_out(client, officer):
    template = ColumnTemplate.objects.create(
        person=officer.person, list_name="nhiem-vu", name="Cũ", columns=["Cột đã bỏ"]
    )
    answer = client.get(reverse("agencies:task-export"), {"mau": template.pk}, follow=True)
    assert (answer.redirect_chain, "Cột đã bỏ" in answer.content.decode()) == ([(PAGE, 302)], True)


def test_without_a_column_the_form_says_so_and_keeps_the_name(client, officer):
    answer = client.post(PAGE, {"name": "Rỗng"})
    text = answer.content.decode()
    assert (answer.status_code, "Chọn ít nhất một cột." in text, 'value="Rỗng"' in text) == (
        422,
        True,
        True,
    )


def test_a_template_is_removed(client, officer):
    template = keep(client, columns=["Nhiệm vụ"])
    client.post(reverse("agencies:column-template-removal", args=[template.pk]))
    assert not ColumnTemplate.objects.exists()


def test_a_list_that_one_may_not_take_out_has_no_templates(client, officer):
    assert [
        client.get(f"/mau-cot/{name}/").status_code for name in ("nhat-ky", "khong-co", "nhiem-vu")
    ] == [404, 404, 200]
    client.force_login(make_actor(role=SeatRole.LEADER).person)
    assert client.get("/mau-cot/nhat-ky/").status_code == 200
