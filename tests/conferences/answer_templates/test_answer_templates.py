"""Templates of an agency for its answers."""

import pytest
from django.urls import reverse

from agencies.errors import RuleError
from conferences.answer_templates.models import AnswerTemplate
from conferences.answer_templates.services import (
    add_template,
    change_template,
    remove_template,
)
from tests.factories import make_actor, sign_in
from tests.factories_conferences import (
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TEXT = "Về kiến nghị số [số kiến nghị] tại [tên đối thoại], Sở trả lời như sau:"


@pytest.fixture
def body():
    return make_body()


def test_an_answer_begins_with_the_words_of_a_template(body, client):
    federation = make_federation()
    petition = make_petition(make_dialogue(federation, title="Đối thoại 25/5"), federation)
    [part] = route(petition, federation, body)
    template = add_template(title="Đã nhận", text=TEXT, outcome="explained", by=body)
    sign_in(client, body)
    path = reverse("conferences:answer-enter", args=[part.pk])
    assert f'href="?mau={template.pk}"' in client.get(path).content.decode()
    page = client.get(path, {"mau": template.pk}).content.decode()
    assert f"Về kiến nghị số {petition.number} tại Đối thoại 25/5, Sở trả lời như sau:" in page
    assert '<option value="explained" selected>' in page
    assert client.get(path, {"mau": "nonsense"}).status_code == 200


def test_a_title_stands_once_in_an_agency_and_others_have_their_own(body, client):
    mine = add_template(title="Đã nhận", text=TEXT, outcome="", by=body)
    with pytest.raises(RuleError, match="of this title already") as refused:
        add_template(title="Đã nhận", text=TEXT, outcome="", by=body)
    assert refused.value.field == "title"
    other = make_body()
    add_template(title="Đã nhận", text=TEXT, outcome="", by=other)
    with pytest.raises(RuleError, match="Only the agency itself"):
        remove_template(template=mine, by=other)
    sign_in(client, other)
    assert client.get(reverse("conferences:answer-template", args=[mine.pk])).status_code == 404
    with pytest.raises(RuleError, match="Only the agency itself"):
        add_template(title="X", text=TEXT, outcome="", by=make_actor(role="employer"))


def test_two_who_change_one_template_at_once_do_not_overwrite_each_other(body):
    template = add_template(title="Đã nhận", text=TEXT, outcome="", by=body)
    facts = {"template": template, "version": 0, "outcome": "", "by": body}
    change_template(title="Một", text="Một", **facts)
    with pytest.raises(RuleError, match="nothing was saved"):
        change_template(title="Hai", text="Hai", **facts)
    remove_template(template=template, by=body)
    remove_template(template=template, by=body)
    assert not AnswerTemplate.objects.exists()
