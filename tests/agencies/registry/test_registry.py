"""One registration for each app, nothing in it twice; the apps are all there."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from agencies.audit.choices import AuditAction
from agencies.bodies.models import Agency
from agencies.people.permissions import Permission
from agencies.registry import (
    AppParts,
    AuditField,
    AuditParts,
    AuditSection,
    DuplicatePartError,
    FigureSource,
    Job,
    JobOutcome,
    LetterKind,
    NavGroup,
    NavItem,
    Registry,
    ReportSheet,
    RetentionRule,
    SearchProvider,
    registry,
    visible_keys,
)
from tests.factories import make_actor, make_agency

ITEM = NavItem("x", "agencies:must-do", "/x/", "tasks", Permission.SEE_OWN_TASKS, NavGroup.WORK)
ONE_OF_EACH = {
    "nav_items": (ITEM,),
    "search_providers": (SearchProvider("x", "x", Permission.SIGNED_IN, None, None, None),),
    "jobs": (Job("x", "x", "x", None),),
    "outcomes": (JobOutcome("x", str),),
    "letters": (LetterKind("x", None),),
    "retention_rules": (RetentionRule("x", "x", None),),
    "visible_rows": {"agencies:member-list": None},
    "sheets": (ReportSheet("x", 1, str),),
    "figure_sources": (FigureSource("x", (), None, None, Permission.SIGNED_IN),),
    "audit": AuditParts(
        AuditAction,
        (AuditField("x", "x", "x"),),
        (AuditSection("x", "x", None),),
        {"agencies.task": "x"},
    ),
}


def test_every_app_of_the_house_registers_itself_once_in_the_order_of_the_apps():
    ours = [app.label for app in apps.get_app_configs() if app.label in registry.app_labels]
    assert list(registry.app_labels) == ours
    assert set(ours) == {"agencies", "recruitment", "conferences", "campaigns"}


def test_an_app_without_parts_registers_that_it_has_none():
    fresh = Registry()
    fresh.register(AppParts("one"))
    assert list(fresh.apps) == [AppParts("one")]


def test_the_same_app_is_refused_the_second_time():
    fresh = Registry()
    fresh.register(AppParts("one"))
    with pytest.raises(DuplicatePartError, match="one registers what is there already"):
        fresh.register(AppParts("one"))


@pytest.mark.parametrize("part", ONE_OF_EACH)
def test_a_part_of_a_name_that_is_taken_is_refused_and_nothing_of_the_app_is_entered(part):
    fresh = Registry()
    fresh.register(AppParts("one", **{part: ONE_OF_EACH[part]}))
    with pytest.raises(DuplicatePartError, match="two registers what is there already"):
        fresh.register(AppParts("two", **{part: ONE_OF_EACH[part]}))
    assert fresh.app_labels == ("one",)


def test_one_app_cannot_name_two_parts_alike_either():
    twice = (ITEM, replace(ITEM, label="y"))
    with pytest.raises(DuplicatePartError, match="place"):
        Registry().register(AppParts("one", nav_items=twice))


def test_parts_stand_in_the_order_in_which_apps_were_registered():
    fresh = Registry()
    fresh.register(AppParts("one", jobs=(Job("b", "x", "x", None),)))
    fresh.register(AppParts("two", jobs=(Job("a", "x", "x", None),)))
    assert [job.name for job in fresh.jobs] == ["b", "a"]


def test_every_place_leads_to_a_page():
    assert [
        item.url_name for item in registry.nav_items if not reverse(item.url_name).startswith("/")
    ] == []


def test_no_app_names_one_to_its_right():
    """The lower app is found whole without the higher: what it registers is of its own modules."""
    named = {
        parts.app: {model._meta.app_label for model in parts.public_models}
        for parts in registry.apps
    }
    assert named == {
        "agencies": {"agencies"},
        "recruitment": {"recruitment"},
        "conferences": {"conferences"},
        "campaigns": set(),
    }


@pytest.mark.django_db
def test_of_many_keys_those_are_seen_that_the_query_shows():
    shown, hidden = make_agency("Sở A"), make_agency("Sở B")
    visible = visible_keys(lambda by: Agency.objects.filter(name="Sở A"))
    assert visible(make_actor(), {shown.pk, hidden.pk}) == {shown.pk}
