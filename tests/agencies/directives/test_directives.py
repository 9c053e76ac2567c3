"""Taking documents in, and giving their tasks."""

import datetime
import re
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection

from agencies.assignment.directives import assign_directive
from agencies.assignment.plans import agency_shares, plan_assignment
from agencies.audit.models import AuditEntry
from agencies.bodies.models import AgencyGroup
from agencies.directives.choices import (
    DirectiveKind,
    DirectiveStatus,
    ProposalStatus,
    ReviewVerdict,
    Scope,
)
from agencies.directives.models import Directive, ProposalAgency
from agencies.directives.services import edit_directive, sentence_case
from agencies.errors import RuleError
from agencies.proposals.queries import review_counts, review_items
from agencies.proposals.services import confirm_proposal, drop_proposal
from agencies.proposals.upload import upload_directive
from agencies.proposals.upload_refusals import DateNeededError, SameFileError
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from reader import ReadError
from tests.agencies.review_data import (
    PLAN,
    make_plan,
    make_register,
    make_reviewed_plan,
    proposal_with,
)
from tests.factories import make_actor
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.datetime(2024, 2, 22, 2, tzinfo=datetime.UTC)
TODAY = datetime.date(2024, 2, 22)


def test_upload_directive_keeps_register_data_text_and_file():
    directive, actor, _register = make_reviewed_plan()
    assert (
        directive.kind,
        directive.number,
        directive.issued_on,
        directive.issuer,
        directive.title,
    ) == (
        DirectiveKind.PLAN,
        "81/KH-UBND",
        datetime.date(2024, 2, 21),
        "Ủy ban nhân dân tỉnh Bắc Giang",
        "Kết nối cung cầu lao động với các tỉnh bạn năm 2024",
    )
    assert directive.status == DirectiveStatus.IN_REVIEW
    assert directive.uploaded_by == actor.person
    assert directive.text == PLAN.decode()
    with directive.file.open() as kept:
        assert kept.read() == PLAN
    assert re.fullmatch(r"directives/\d{4}/[0-9a-f]{32}\.txt", directive.file.name)
    assert directive.file_name == "Kế hoạch 81.txt"


def test_a_document_that_cannot_be_kept_leaves_no_file_behind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    actor = make_actor(agency=make_register()["home"])
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE agencies_auditentry ADD CHECK (action <> 'directive-uploaded') NOT VALID"
        )
    with pytest.raises(IntegrityError):
        make_plan(actor)
    assert (
        Directive.objects.count(),
        [path for path in tmp_path.rglob("*") if path.is_file()],
    ) == (0, [])


def test_upload_directive_marks_each_proposal_where_it_stands():
    directive, _actor, _register = make_reviewed_plan()
    for proposal in directive.proposals.all():
        assert " ".join(directive.text[proposal.start : proposal.end].split()) == proposal.text
        assert proposal.clause.start <= proposal.start < proposal.clause.end


def test_upload_directive_resolves_what_it_knows_and_flags_the_rest():
    directive, _actor, _register = make_reviewed_plan()
    rows = ProposalAgency.objects.filter(proposal__directive=directive).order_by(
        "proposal__start", "id"
    )
    assert [(r.role, r.written, str(r.agency or r.group or "")) for r in rows] == [
        ("lead", "Báo Bắc Giang", "Báo Bắc Giang"),
        ("coordinating", "Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("lead", "Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("coordinating", "Ban Quản lý các KCN tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("lead", "Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("clearing", "Sở Tài chính", "Sở Tài chính"),
        ("lead", "Sở Tài chính", "Sở Tài chính"),
        ("lead", "UBND các huyện, thị xã, thành phố", "UBND các huyện, thị xã, thành phố"),
        ("lead", "Hiệp hội Doanh nghiệp tỉnh", ""),
        ("coordinating", "các cơ quan liên quan", ""),
        ("lead", "Hiệp hội Doanh nghiệp tỉnh", ""),
    ]


def test_the_review_says_what_is_certain_and_what_is_not():
    directive, _actor, _register = make_reviewed_plan()
    items = review_items(directive)
    assert [item.verdict for item in items] == [
        ReviewVerdict.ASIDE,
        ReviewVerdict.MILESTONE,
        ReviewVerdict.MILESTONE,
        *[ReviewVerdict.CERTAIN] * 5,
        ReviewVerdict.LOOK,
        ReviewVerdict.LOOK,
    ]
    counts = review_counts(items)
    assert (counts.total, counts.certain, counts.look, counts.unclear, counts.aside) == (
        9,
        7,
        2,
        1,
        1,
    )


def test_upload_directive_refuses_the_same_file_and_names_the_first():
    first, actor, _register = make_reviewed_plan()
    with pytest.raises(SameFileError) as refused:
        make_plan(actor, file_name="bản sao.txt")
    assert refused.value.directive == first
    assert Directive.objects.count() == 1


def test_a_withdrawn_document_may_be_read_again():
    first, actor, _register = make_reviewed_plan()
    Directive.objects.filter(pk=first.pk).update(status=DirectiveStatus.WITHDRAWN)
    assert make_plan(actor).pk != first.pk


def test_upload_directive_asks_for_the_date_that_a_document_lacks():
    actor = make_actor(agency=make_register()["home"])
    undated = PLAN.replace("Bắc Giang, ngày 21 tháng 02 năm 2024".encode(), b"").replace(
        b"81/KH", b"/KH"
    )
    with pytest.raises(DateNeededError) as asked:
        make_plan(actor, undated)
    assert asked.value.field == "issued_on"
    given = upload_directive(data=undated, file_name="k.txt", issued_on=TODAY, by=actor)
    assert given.issued_on == TODAY


def test_upload_directive_refuses_what_is_too_large_or_no_document():
    actor = make_actor(agency=make_register()["home"])
    with pytest.raises(RuleError, match="Tệp lớn hơn 20 MB") as refused:
        make_plan(actor, b"x" * (20 * 1024 * 1024 + 1))
    assert refused.value.field == "file"
    with pytest.raises(ReadError):
        make_plan(actor, b"\x89PNG\r\n\x1a\n" + b"0" * 100, "ảnh.png")


def test_pasted_text_needs_no_file():
    actor = make_actor(agency=make_register()["home"])
    directive = upload_directive(data=PLAN, file_name="", by=actor)
    assert (directive.file.name, directive.file_name, directive.proposals.count()) == ("", "", 10)


def test_edit_directive_changes_the_register_and_logs_it():
    directive, actor, _register = make_reviewed_plan()
    data = {
        "kind": "TB",
        "number": "9/TB",
        "issued_on": TODAY,
        "issuer": "UBND",
        "title": "Kết luận",
        "signer": "",
    }
    edit_directive(directive=directive, data=data, by=actor)
    directive.refresh_from_db()
    assert (directive.number, directive.title, directive.search_fold) == (
        "9/TB",
        "Kết luận",
        "9 tb ket luan ubnd",
    )
    entry = AuditEntry.objects.get(action="directive-edited")
    assert (entry.before["number"], entry.after["number"]) == ("81/KH-UBND", "9/TB")


def assign(directive, actor, **more):
    return assign_directive(
        directive=directive, by=actor, assigned_at=FEBRUARY, today=TODAY, **more
    )


def test_assign_directive_gives_each_lead_its_task():
    directive, actor, _register = make_reviewed_plan()
    tasks = assign(directive, actor)
    assert [(str(t.lead), str(t.group or ""), t.section) for t in tasks] == [
        ("Báo Bắc Giang", "", "II.1.2"),
        ("Sở Lao động - Thương binh và Xã hội", "", "III.1"),
        ("Sở Lao động - Thương binh và Xã hội", "", "III.1"),
        ("Sở Tài chính", "", "III.2"),
        ("UBND huyện Tân Yên", "UBND các huyện, thị xã, thành phố", "III.3"),
        ("UBND thị xã Việt Yên", "UBND các huyện, thị xã, thành phố", "III.3"),
    ]
    assert {t.directive for t in tasks} == {directive}


def test_assign_directive_passes_inherited_deadlines_on_with_their_source():
    directive, actor, _register = make_reviewed_plan()
    task = assign(directive, actor)[0]
    assert list(task.deadlines.values_list("phrase", "due_on", "inherited_from")) == [
        ("Xong trước ngày 15/3/2024", datetime.date(2024, 3, 15), "II.1.1"),
        ("Ít nhất 01 đợt/tháng", None, "II.1.1"),
    ]


def test_a_dropped_milestone_gives_no_deadline():
    directive, actor, _register = make_reviewed_plan()
    drop_proposal(proposal=proposal_with(directive, "Đợt 1"), by=actor)
    assert list(assign(directive, actor)[0].deadlines.values_list("phrase", flat=True)) == [
        "Ít nhất 01 đợt/tháng"
    ]


def test_assign_directive_twice_adds_nothing():
    directive, actor, _register = make_reviewed_plan()
    assert len(assign(directive, actor)) == 6
    assert assign(directive, actor) == []
    assert Task.objects.count() == 6


def test_what_is_uncertain_stays_in_review():
    directive, actor, _register = make_reviewed_plan()
    assign(directive, actor)
    directive.refresh_from_db()
    assert directive.status == DirectiveStatus.IN_REVIEW
    waiting = directive.proposals.filter(status=ProposalStatus.PROPOSED, scope=Scope.ASSIGNED)
    assert [p.section for p in waiting] == ["III.4", "III.4"]
    for proposal in waiting:
        drop_proposal(proposal=proposal, by=actor)
    assign(directive, actor)
    directive.refresh_from_db()
    assert directive.status == DirectiveStatus.ASSIGNED


def test_today_a_task_of_an_old_document_goes_to_the_successor():
    directive, actor, register = make_reviewed_plan()
    tasks = assign_directive(directive=directive, by=actor)
    assert [t.lead for t in tasks if t.section == "III.1"] == [register["home"], register["home"]]


def test_a_group_without_members_is_looked_after_by_its_steward():
    directive, actor, register = make_reviewed_plan()
    group = AgencyGroup.objects.get()
    group.members.clear()
    reasons = [
        row.reason
        for row in plan_assignment(directive, on=TODAY).left_out
        if row.item.proposal.section == "III.3"
    ]
    assert len(reasons) == 1
    AgencyGroup.objects.update(steward=register["zones"])
    task = assign(directive, actor)[-1]
    assert (task.lead, task.group) == (register["zones"], group)


def test_assign_directive_refuses_when_the_items_have_changed_since():
    directive, actor, _register = make_reviewed_plan()
    seen = plan_assignment(directive, on=TODAY).fingerprint
    drop_proposal(proposal=proposal_with(directive, "Thẩm định dự toán"), by=actor)
    with pytest.raises(RuleError, match="Các mục đã thay đổi từ khi trang này hiện ra"):
        assign(directive, actor, seen=seen)
    assert Task.objects.count() == 0
    assert len(assign(directive, actor, seen=plan_assignment(directive, on=TODAY).fingerprint)) == 5


def test_the_plan_names_who_is_written_to_and_when_first():
    directive, _actor, register = make_reviewed_plan()
    officer = make_actor(agency=register["finance"])
    shares = {s.agency: s for s in agency_shares(plan_assignment(directive, on=TODAY), on=TODAY)}
    finance = shares[register["finance"]]
    assert (finance.recipients, finance.first_due) == (
        [officer.person.full_name],
        datetime.date(2024, 3, 31),
    )
    assert finance.first_mail == datetime.date(2024, 3, 20)  # seven working days before Friday 29/3
    assert (shares[register["zones"]].recipients if register["zones"] in shares else []) == []
    assert shares[register["newspaper"]].first_mail is None


def test_a_confirmed_item_goes_out_although_its_day_cannot_be_fixed():
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "Thẩm định dự toán")
    proposal.deadlines = [
        replace(proposal.deadlines[0], kind=DeadlineKind.ON, starts_on=None, ends_on=None)
    ]
    proposal.save()
    confirm_proposal(proposal=proposal, by=actor)
    task = next(t for t in assign(directive, actor) if t.section == "III.2")
    assert list(task.deadlines.values_list("kind", "phrase")) == [
        ("relative", "trong tháng 3/2024")
    ]
    assert Occurrence.objects.get(task=task).due_on is None


MOST_QUERIES_A_TASK = 8


def test_assigning_fifty_tasks_costs_a_few_queries_each(django_assert_max_num_queries):
    register = make_register()
    actor = make_actor(agency=register["home"])
    items = "\n".join(
        f"- Thẩm định dự toán số {n}, báo cáo kết quả trước ngày {n % 28 + 1:02d}/5/2024."
        for n in range(50)
    )
    head, _rest = PLAN.decode().split("III. TỔ CHỨC THỰC HIỆN")
    directive = make_plan(
        actor, f"{head}III. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n{items}\n".encode()
    )
    with django_assert_max_num_queries(51 * MOST_QUERIES_A_TASK):
        tasks = assign(directive, actor)
    assert len(tasks) == 51


def test_titles_in_capitals_are_written_as_sentences_write_them():
    text = "Tỉnh Phú Thọ và Thủ tướng Chính phủ họp tại tỉnh Phú Thọ với Thủ tướng Chính phủ."
    assert sentence_case("THỦ TƯỚNG CHÍNH PHỦ LÀM VIỆC VỚI TỈNH PHÚ THỌ", text) == (
        "Thủ tướng Chính phủ làm việc với tỉnh Phú Thọ"
    )
    assert sentence_case("Kế hoạch năm 2024", text) == "Kế hoạch năm 2024"
    assert sentence_case("UBND TỈNH BẮC GIANG", "Giao Sở Nội vụ.") == "UBND tỉnh Bắc Giang"
    assert sentence_case("VÌ HÒA BÌNH, BÌNH ĐẲNG", "Giao Sở Nội vụ.") == "Vì hòa bình, bình đẳng"
