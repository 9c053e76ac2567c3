import datetime

import pytest

from agencies.audit.models import AuditEntry
from agencies.bodies.models import AgencyAlias
from agencies.bodies.resolution import RegisteredAddressee
from agencies.directives.choices import AgencyRole, ProposalStatus, ReviewVerdict, Scope
from agencies.directives.models import Proposal
from agencies.errors import RuleError
from agencies.proposals.queries import review_items
from agencies.proposals.services import (
    NewAddressee,
    StaleProposalError,
    add_proposal,
    confirm_all_certain,
    confirm_proposal,
    drop_proposal,
    edit_proposal,
    find_in_text,
    merge_proposals,
    restore_proposal,
    split_proposal,
)
from tests.agencies.review_data import make_reviewed_plan, proposal_with
from vietnam.deadlines import find_deadlines

pytestmark = pytest.mark.django_db


def edit(proposal: Proposal, actor, **changes) -> Proposal:
    kept = [
        NewAddressee(a.role, a.written, RegisteredAddressee(a.agency, a.group))
        for a in proposal.addressees.all()
    ]
    given = {
        "version": proposal.version,
        "text": proposal.text,
        "scope": proposal.scope,
        "addressees": kept,
        "deadlines": proposal.deadlines,
    }
    return edit_proposal(proposal=proposal, by=actor, **given | changes)


def test_confirm_proposal_refuses_an_agency_that_nobody_knows():
    directive, actor, _register = make_reviewed_plan()
    with pytest.raises(RuleError, match="Hiệp hội Doanh nghiệp tỉnh") as refused:
        confirm_proposal(proposal=proposal_with(directive, "tiếp nhận phản ánh"), by=actor)
    assert refused.value.field == "leads"


def test_confirm_proposal_refuses_an_item_without_an_agency():
    directive, actor, _register = make_reviewed_plan()
    with pytest.raises(RuleError, match="Ghi cơ quan chủ trì rồi mới xác nhận"):
        confirm_proposal(proposal=proposal_with(directive, "Giới thiệu nhu cầu"), by=actor)


def test_a_milestone_may_be_confirmed_without_an_agency():
    directive, actor, _register = make_reviewed_plan()
    proposal = confirm_proposal(proposal=proposal_with(directive, "Đợt 1"), by=actor)
    assert proposal.status == ProposalStatus.CONFIRMED


def test_a_drop_is_taken_back_by_restore():
    directive, actor, _register = make_reviewed_plan()
    proposal = drop_proposal(proposal=proposal_with(directive, "Thẩm định dự toán"), by=actor)
    assert proposal.status == ProposalStatus.DROPPED
    proposal = restore_proposal(proposal=proposal, version=proposal.version, by=actor)
    assert (proposal.status, proposal.version) == (ProposalStatus.PROPOSED, 2)
    assert [
        e.action for e in AuditEntry.objects.filter(target_type="agencies.proposal").order_by("id")
    ] == [
        "proposal-dropped",
        "proposal-restored",
    ]


def test_the_second_of_two_officers_is_told_and_overwrites_nothing():
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "Thẩm định dự toán")
    edit(proposal, actor, text="Thẩm định trong tuần.")
    with pytest.raises(StaleProposalError) as told:
        edit(proposal, actor, text="Thẩm định sau.")
    assert actor.person.full_name in told.value.message
    assert Proposal.objects.get(pk=proposal.pk).text == "Thẩm định trong tuần."


def test_confirm_all_certain_leaves_doubts_and_milestones_alone():
    directive, actor, _register = make_reviewed_plan()
    assert confirm_all_certain(directive=directive, by=actor) == 5
    assert [item.verdict for item in review_items(directive)][-2:] == [
        ReviewVerdict.LOOK,
        ReviewVerdict.LOOK,
    ]
    assert confirm_all_certain(directive=directive, by=actor) == 0


def test_edit_proposal_replaces_text_agencies_and_deadlines():
    directive, actor, register = make_reviewed_plan()
    new = [NewAddressee(AgencyRole.LEAD, "Báo", RegisteredAddressee(agency=register["newspaper"]))]
    deadlines = find_deadlines("trước ngày 10/4/2024", field=True)
    proposal = edit(
        proposal_with(directive, "Thẩm định dự toán"),
        actor,
        text=" Viết bài. ",
        addressees=new,
        deadlines=deadlines,
    )
    assert (proposal.text, proposal.confidence, proposal.status) == (
        "Viết bài.",
        1.0,
        ProposalStatus.PROPOSED,
    )
    assert [str(a.agency) for a in proposal.addressees.all()] == ["Báo Bắc Giang"]
    assert [d.due_on for d in proposal.deadlines] == [datetime.date(2024, 4, 10)]


def test_edit_proposal_refuses_an_empty_text():
    directive, actor, _register = make_reviewed_plan()
    with pytest.raises(RuleError, match="Nhiệm vụ phải có nội dung") as refused:
        edit(proposal_with(directive, "Thẩm định dự toán"), actor, text="  ")
    assert refused.value.field == "text"


def test_saving_and_confirming_at_once_is_all_or_nothing():
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "tiếp nhận phản ánh")
    with pytest.raises(RuleError, match="Hiệp hội Doanh nghiệp tỉnh"):
        edit(proposal, actor, text="Khác.", confirm=True)
    assert Proposal.objects.get(pk=proposal.pk).text == proposal.text


def test_a_name_settled_once_holds_for_the_whole_directive():
    directive, actor, register = make_reviewed_plan()
    first, second = (
        proposal_with(directive, words) for words in ("tiếp nhận phản ánh", "Vận động hội viên")
    )
    means = RegisteredAddressee(agency=register["zones"])
    edit(
        first,
        actor,
        addressees=[NewAddressee("lead", "Hiệp hội Doanh nghiệp tỉnh", means, is_settled=True)],
    )
    assert [a.agency for a in second.addressees.all()] == [register["zones"]]
    assert Proposal.objects.get(pk=second.pk).version == second.version + 1
    assert not AgencyAlias.objects.filter(name="Hiệp hội Doanh nghiệp tỉnh").exists()


def test_a_settled_name_is_remembered_when_asked():
    directive, actor, register = make_reviewed_plan()
    means = RegisteredAddressee(agency=register["zones"])
    new = NewAddressee("lead", "Hiệp hội Doanh nghiệp tỉnh", means, is_settled=True, remember=True)
    edit(proposal_with(directive, "tiếp nhận phản ánh"), actor, addressees=[new])
    assert AgencyAlias.objects.get(name="Hiệp hội Doanh nghiệp tỉnh").agency == register["zones"]


def test_merge_proposals_joins_text_place_agencies_and_deadlines():
    directive, actor, register = make_reviewed_plan()
    upper, lower = (
        proposal_with(directive, "tổng hợp nhu cầu"),
        proposal_with(directive, "Lập dự toán"),
    )
    merged = merge_proposals(proposal=lower, version=lower.version, by=actor)
    assert (merged.pk, merged.start, merged.end) == (upper.pk, upper.start, lower.end)
    assert merged.text == f"{upper.text}\n{lower.text}"
    assert [(a.role, a.agency) for a in merged.addressees.all()] == [
        ("lead", register["labour"]),
        ("coordinating", register["zones"]),
        ("clearing", register["finance"]),
    ]
    assert [d.text for d in merged.deadlines] == [
        "trước ngày 20 hằng tháng",
        "trước ngày 06/3/2024",
    ]
    assert not Proposal.objects.filter(pk=lower.pk).exists()


def test_the_first_item_has_none_above_to_merge_with():
    directive, actor, _register = make_reviewed_plan()
    with pytest.raises(RuleError, match="Phía trên không còn mục nào để gộp"):
        merge_proposals(proposal=directive.proposals.first(), by=actor)


def test_an_item_that_was_merged_away_is_told():
    directive, actor, _register = make_reviewed_plan()
    lower = proposal_with(directive, "Lập dự toán")
    merge_proposals(proposal=lower, by=actor)
    with pytest.raises(RuleError, match="Mục này vừa được người khác gộp vào mục khác") as told:
        confirm_proposal(proposal=lower, version=0, by=actor)
    assert told.value.field == "version"


def test_split_proposal_cuts_text_and_shares_agencies_and_deadlines():
    directive, actor, register = make_reviewed_plan()
    whole = proposal_with(directive, "Lập dự toán")
    at = directive.text.index("gửi Sở Tài chính")
    upper, lower = split_proposal(proposal=whole, at=at, version=0, by=actor)
    assert (upper.text, lower.text) == (
        "Lập dự toán kinh phí thực hiện kế hoạch và",
        "gửi Sở Tài chính thẩm định trước ngày 06/3/2024.",
    )
    assert (upper.end, lower.start, lower.end) == (at, at, whole.end)
    assert [len(p.deadlines) for p in (upper, lower)] == [0, 1]
    assert [p.addressees.get(role="lead").agency for p in (upper, lower)] == [
        register["labour"]
    ] * 2


@pytest.mark.parametrize("offset", [-1, 0, 10_000])
def test_split_proposal_refuses_a_place_outside(offset):
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "Lập dự toán")
    with pytest.raises(RuleError, match="Chọn vị trí bên trong mục để tách"):
        split_proposal(proposal=proposal, at=proposal.start + offset, by=actor)


def test_add_proposal_reads_deadline_and_place_of_the_selected_words():
    directive, actor, _register = make_reviewed_plan()
    start, end = find_in_text(directive, "Chỉ đạo UBND cấp xã quản lý nhà trọ")
    added = add_proposal(directive=directive, start=start - 1, end=end + 1, by=actor)
    assert (added.text, added.start, added.end) == (
        "Chỉ đạo UBND cấp xã quản lý nhà trọ,",
        start,
        end + 1,
    )
    assert (added.section, added.scope, added.confidence) == ("III.3", Scope.ASSIGNED, 1.0)


def test_words_are_found_however_their_lines_are_broken():
    directive, _actor, _register = make_reviewed_plan()
    span = find_in_text(directive, "nhu cầu tuyển dụng và chuyển")
    assert directive.text[slice(*span)] == "nhu cầu\ntuyển dụng và chuyển"
    assert find_in_text(directive, "không có trong văn bản") is None
    assert find_in_text(directive, "") is None


@pytest.mark.parametrize(("start", "end"), [(0, 0), (10, 5), (-20, -5), (-1, 10), (5, 10**12)])
def test_add_proposal_refuses_blank_space_and_places_outside_the_text(start, end):
    directive, actor, _register = make_reviewed_plan()
    with pytest.raises(RuleError, match="Chọn đoạn văn bản ghi nhiệm vụ trước"):
        add_proposal(directive=directive, start=start, end=end, by=actor)


def test_an_assigned_item_is_closed_to_the_review():
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "Lập dự toán")
    Proposal.objects.filter(pk=proposal.pk).update(status=ProposalStatus.ASSIGNED)
    with pytest.raises(RuleError, match="Mục này đã giao; hãy sửa ở nhiệm vụ"):
        drop_proposal(proposal=proposal, by=actor)


def test_an_own_deadline_goes_before_an_inherited_one():
    directive, actor, _register = make_reviewed_plan()
    proposal = proposal_with(directive, "Chủ động phối hợp")
    edit(
        proposal,
        actor,
        inherits_from="II.1.1",
        deadlines=find_deadlines("quý II/2024", field=True),
    )
    item = next(i for i in review_items(directive) if i.proposal.pk == proposal.pk)
    assert [d.ends_on for d in item.deadlines] == [datetime.date(2024, 6, 30)]
