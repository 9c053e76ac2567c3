"""The rules for Prometheus name figures that exist. After a change of their language: `promtool
check rules`.
"""

import datetime
import re

import pytest
import yaml
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from agencies.jobs.metrics import metrics_text
from agencies.jobs.queries import BACK_UP
from agencies.jobs.services import expect_jobs, run_job
from agencies.registry import registry
from tests.sources import ROOT

FILE = ROOT / "docs" / "deployment" / "prometheus-rules.yml"
OF_PROMETHEUS = {"up"}
NAME = re.compile(r"\b(?:portal_[a-z_]+|up)\b")


@pytest.fixture(scope="module")
def rules() -> list[dict]:
    groups = yaml.safe_load(FILE.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def named(expression: str) -> set[str]:
    """The figures of an expression, without the labels and the groups in it."""
    return set(NAME.findall(re.sub(r'"[^"]*"', "", expression)))


@pytest.fixture
def known(db) -> set[str]:
    expect_jobs(job.name for job in registry.jobs)
    run_job(BACK_UP, dict)
    families = text_string_to_metric_families(metrics_text(timezone.now()).decode())
    return {sample.name for family in families for sample in family.samples}


def test_every_figure_named_exists(rules, known):
    assert {rule["alert"]: named(rule["expr"]) - known - OF_PROMETHEUS for rule in rules} == {
        rule["alert"]: set() for rule in rules
    }
    assert named('max(portal_job_bad{job="portal_x"}) > portal_nothing') - known == {
        "portal_nothing"
    }  # the control


def test_every_job_named_exists(rules):
    named_jobs = {
        name
        for rule in rules
        for names in re.findall(r'job!?[~=]+"([^"]+)"', rule["expr"])
        for name in names.split("|")
    }
    assert named_jobs - {"cau-lao-dong"} <= {job.name for job in registry.jobs}


def test_each_says_how_urgent_it_is_and_what_to_do(rules):
    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}
    for rule in rules:
        assert {"summary", "what_to_do"} == set(rule["annotations"])
    names = [rule["alert"] for rule in rules]
    assert len(set(names)) == len(names)


def test_a_new_portal_wakes_nobody(rules, db):
    """Two minutes after it was set up, no job has run and none is bad."""
    now = timezone.now()
    expect_jobs(job.name for job in registry.jobs)
    families = text_string_to_metric_families(
        metrics_text(now + datetime.timedelta(minutes=2)).decode()
    )
    bad = [
        sample
        for family in families
        for sample in family.samples
        if sample.name == "portal_job_bad"
    ]
    assert {sample.value for sample in bad} == {0}
