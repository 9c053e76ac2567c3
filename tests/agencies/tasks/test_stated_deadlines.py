"""A deadline on its way from the proposal to the task and to its words: nothing of it is lost, and
every kind has its words.
"""

from datetime import date

import pytest
from django.utils import translation

from agencies.assignment.plans import why_deadline
from agencies.deadlines.occurrences import DueDates
from agencies.directives.models import Proposal
from agencies.tasks.choices import BOUND_LABELS, KIND_LABELS
from agencies.tasks.models import Deadline
from agencies.templatetags import review
from tests.factories import make_directive, make_task, noon
from tests.stated_deadlines import EXAMPLES
from vietnam.deadlines import Bound, DeadlineKind

pytestmark = pytest.mark.django_db
WORDS = {
    DeadlineKind.ON: ("06/3/2024", "the date itself: 06/3/2024."),
    DeadlineKind.WITHIN: (
        "quarter II/2024",
        "a period, quarter II/2024; it is due on its last day, 30/6/2024.",
    ),
    DeadlineKind.FROM: (
        "from 01/4/2024 on (tentative)",
        "it starts on 01/4/2024 and has no last day; it is never counted as late. The document "
        "calls this tentative.",
    ),
    DeadlineKind.RECURRING: (
        "every month, on day 20, at least 1 time",
        "a duty every month; this one is for month 3/2024, due 20/3/2024. At least 1 time each.",
    ),
    DeadlineKind.CONTINUING: (
        "continuing",
        "a continuing duty: it is shown, and never counted as late.",
    ),
    DeadlineKind.RELATIVE: (
        "ngày nhận được văn bản",
        "counted from an event (ngày nhận được văn bản) whose date is not known yet.",
    ),
}
"""What the review says of each example, and what its reasons say."""


def test_kinds_and_bounds_have_labels():
    assert (set(KIND_LABELS), set(BOUND_LABELS)) == (set(DeadlineKind), set(Bound))


@pytest.mark.parametrize("kind", DeadlineKind)
def test_a_proposal_has_the_deadline_that_was_stored(kind):
    proposal = Proposal.objects.create(
        directive=make_directive(),
        text="Lập dự toán",
        start=0,
        end=10,
        confidence=1,
        deadlines=[EXAMPLES[kind]],
    )
    assert Proposal.objects.get(pk=proposal.pk).deadlines == [EXAMPLES[kind]]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_a_task_has_the_deadline_that_it_was_given(kind):
    row = Deadline.of_task(make_task(), EXAMPLES[kind])
    row.save()
    assert Deadline.objects.get(pk=row.pk).stated == EXAMPLES[kind]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_kind_has_its_words_in_the_review_and_in_the_reasons(kind, monkeypatch):
    monkeypatch.setattr("agencies.assignment.plans.timezone.now", lambda: noon(date(2024, 2, 21)))
    with translation.override("en"):
        reasons = why_deadline(EXAMPLES[kind], today=date(2024, 2, 21), dates=DueDates())
        assert (review.deadline_words(EXAMPLES[kind]), reasons[1].words) == WORDS[kind]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_control_a_kind_without_words_is_not_told_in_those_of_another(kind, monkeypatch):
    monkeypatch.delitem(review._WORDS, kind)
    with pytest.raises(KeyError, match=kind.value):
        review.deadline_words(EXAMPLES[kind])
