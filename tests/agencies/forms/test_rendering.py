"""A form is rendered one way: `{% crispy form %}` with the pack in templates/portal."""

import lxml.html
import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from agencies.forms.fields import DayField, LongSelect, ManyFilesField, TextField, VersionField
from agencies.forms.layouts import (
    FieldGrid,
    FieldGroup,
    FieldRow,
    FieldsHelper,
    FilterHelper,
    WideChoices,
    WideFields,
)

CHOICES = [("a", "Một"), ("b", "Hai")]


class EveryForm(forms.Form):
    name = TextField(label="Tên", help_text="Như trong giấy.")
    day = DayField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=CHOICES)
    long = forms.ChoiceField(label="Dài", choices=CHOICES, widget=LongSelect)
    way = forms.ChoiceField(
        label="Cách", choices=CHOICES, widget=forms.RadioSelect, help_text="Chọn một."
    )
    several = forms.MultipleChoiceField(
        label="Nhiều", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="Đồng ý", help_text="Cần có.")
    files = ManyFilesField(label="Tệp", required=False, help_text="PDF.")
    text = TextField(label="Lời", widget=forms.Textarea({"class": "special"}))
    version = VersionField()


def draw(form, **context) -> lxml.html.HtmlElement:
    html = Template("{% crispy form %}").render(Context({"form": form} | context))
    return lxml.html.fragment_fromstring(html, create_parent="form")


def names_of(tree) -> list[str]:
    return list(dict.fromkeys(tree.xpath("//@name")))


def test_every_field_is_drawn_once_and_hidden_ones_too():
    assert sorted(names_of(draw(EveryForm()))) == sorted(EveryForm.base_fields)


def test_each_control_has_its_look():
    tree = draw(EveryForm())
    looks = {each.get("name"): each.get("class") for each in tree.xpath("//*[@name]")}
    assert looks == {
        "name": "form-control",
        "day": "form-control day",
        "kind": "form-select",
        "long": "form-select",
        "way": "form-check-input",
        "several": "form-check-input",
        "agree": "form-check-input",
        "files": "form-control",
        "text": "form-control special",
        "version": None,
    }


def test_each_field_has_a_label_and_its_help_is_tied_to_it():
    tree = draw(EveryForm())
    for control in tree.xpath("//*[@name][not(@type='hidden')]"):
        assert len(tree.xpath(f"//label[@for='{control.get('id')}']")) == 1, control.get("name")
    assert tree.xpath("//*[@name='name']/@aria-describedby") == ["id_name_helptext"]
    assert tree.xpath("//fieldset[legend='Cách']/@aria-describedby") == ["id_way_helptext"]
    assert tree.xpath("//*[@id='id_name_helptext']")[0].text_content().strip() == "Như trong giấy."


def test_what_is_wrong_is_marked_and_tied_to_its_field():
    tree = draw(EveryForm(QueryDict("day=x")))
    name, text = tree.xpath("//*[@name='name']")[0], tree.xpath("//*[@name='text']")[0]
    assert (name.get("aria-invalid"), name.get("class")) == ("true", "form-control is-invalid")
    assert text.get("class") == "form-control special is-invalid"
    assert name.get("aria-describedby") == "id_name_helptext id_name_error"
    assert tree.xpath("//*[@id='id_day_error']")[0].text_content().split("”")[0].strip() == "“x"
    assert tree.xpath("//fieldset[legend='Nhiều']/@aria-describedby") == ["id_several_error"]
    ids = set(tree.xpath("//@id"))
    assert {each for value in tree.xpath("//@aria-describedby") for each in value.split()} <= ids


def test_what_is_wrong_with_the_whole_form_or_unseen_stands_at_the_top():
    form = EveryForm(QueryDict("version=x"))
    form.add_error(None, "Không được.")
    with override("en"):
        words = draw(form).xpath("//*[@role='alert']")[0].text_content().strip()
    assert (
        words
        == "Không được.This page was not whole when it was sent. Look at it and send it again."
    )
    assert draw(EveryForm()).xpath("//*[@role='alert']") == []


@pytest.mark.parametrize(("data", "says"), [(None, False), (QueryDict("name=x"), True)])
def test_a_refused_form_asks_for_its_files_again(data, says):
    with override("en"):
        help_text = draw(EveryForm(data)).xpath("//*[@id='id_files_helptext']")[0].text_content()
    assert ("Choose the files again" in help_text) == says


# Layouts ------------------------------------------------------------------------------------------
class LaidOutForm(EveryForm):
    helper = FieldsHelper(
        FieldGroup(gettext_lazy("Person"), WideFields("name"), FieldRow("day", "kind")),
        FieldGrid("long", WideChoices("several")),
        "missing",
    )


def test_a_layout_draws_its_parts_in_order_and_hidden_fields_after_them():
    tree = draw(LaidOutForm())
    assert names_of(tree) == ["name", "day", "kind", "long", "several", "version"]
    assert tree.xpath("string(//fieldset[1]/legend[@class='h2 mb-3'])")
    assert (
        len(
            tree.xpath(
                "//fieldset[contains(@class, 'field-grid')]//div[@class='mb-3 "
                "wide']//*[@name='name']"
            )
        )
        == 1
    )
    assert len(tree.xpath("//div[@class='d-flex flex-wrap gap-3']//*[@name]")) == 2
    assert tree.xpath("//fieldset[legend='Nhiều']/@class") == ["mb-3 wide"]


def test_a_layout_is_shared_by_all_forms_of_its_class():
    first, second = draw(LaidOutForm()), draw(LaidOutForm(QueryDict("name=x")))
    assert first.xpath("//*[@name='name']/@value") == []
    assert second.xpath("//*[@name='name']/@value") == ["x"]


class SearchForm(forms.Form):
    q = TextField(label="Từ")
    kind = forms.ChoiceField(label="Loại", choices=CHOICES)

    helper = FilterHelper()


class OrderedSearchForm(SearchForm):
    helper = FilterHelper("kind", "q")


@pytest.mark.parametrize(
    ("form", "order"), [(SearchForm, ["q", "kind"]), (OrderedSearchForm, ["kind", "q"])]
)
def test_a_filter_stands_in_one_line(form, order):
    tree = draw(form())
    assert names_of(tree) == order
    assert {each.get("class") for each in tree.xpath("div[.//*[@name='q']]")} == {"grow"}
    assert {each.get("class") for each in tree.xpath("div[.//*[@name='kind']]")} == {None}


# Lines --------------------------------------------------------------------------------------------
LineSet = forms.formset_factory(SearchForm, extra=2)


def test_a_set_of_forms_is_a_table_of_lines():
    tree = draw(LineSet())
    assert [each.text for each in tree.xpath("//th")] == ["Từ", "Loại"]
    assert len(tree.xpath("//tbody/tr")) == 2
    assert len(tree.xpath("//td//label")) == 4
    assert "form-TOTAL_FORMS" in names_of(tree)


def test_what_is_wrong_in_a_line_is_tied_to_its_field():
    data = QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&form-0-q=&form-0-kind=a")
    tree = draw(LineSet(data))
    assert tree.xpath("//*[@name='form-0-q']/@aria-describedby") == ["id_form-0-q_error"]
    assert len(tree.xpath("//*[@id='id_form-0-q_error']")) == 1
