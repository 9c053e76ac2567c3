"""The pages of upload, review and assignment: with and without a script."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.assignment.directives import assign_directive
from agencies.bodies.choices import SeatRole
from agencies.bodies.resolution import agency_label
from agencies.directives.choices import ProposalStatus
from agencies.directives.models import Directive, Proposal
from agencies.tasks.models import Task
from tests.agencies.review_data import (
    PLAN,
    make_plan,
    make_register,
    make_reviewed_plan,
    open_client,
    proposal_with,
)
from tests.factories import make_actor
from tests.vietnam.language.test_old_letters import tcvn3, vni

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def plan(client):
    """The plan just read, and a client signed in as the coordinator who read it."""
    directive, actor, register = make_reviewed_plan()
    open_client(client, actor)
    return directive, actor, register


def url(name: str, *arguments) -> str:
    return reverse(f"agencies:{name}", args=arguments)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def piece(html: str, key: str, tag: str) -> str:
    """The element with an id, without the mark of an out-of-band swap and of its form's token and
    key.
    """
    found = re.search(rf'<{tag}[^>]* id="{key}".*?</{tag}>', html, re.DOTALL).group()
    return re.sub(
        r' hx-swap-oob="true"| value="[A-Za-z0-9]{64}"|(?<=name="form_key") value="[^"]+"',
        "",
        found,
    )


def upload_file(client, data=PLAN, name="ke-hoach.txt", **fields):
    return client.post(url("directive-upload"), {"file": SimpleUploadedFile(name, data), **fields})


def test_a_file_is_read_and_leads_to_its_review(client):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    answer = upload_file(client)
    assert answer.url == url("review", Directive.objects.get().pk)


def test_pasted_text_is_read_too(client):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    client.post(url("directive-upload"), {"text": PLAN.decode()})
    assert Directive.objects.get().proposals.count() == 10


@pytest.mark.parametrize("write", [tcvn3, vni])
def test_pasted_text_in_old_letters_is_put_into_unicode(client, write):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    client.post(url("directive-upload"), {"text": write(PLAN.decode())})
    directive = Directive.objects.get()
    assert "trước ngày" in directive.text
    assert directive.proposals.count() == 10


def test_the_same_file_is_refused_with_a_link_to_the_first(client, plan):
    directive, _actor, _register = plan
    html = upload_file(client).content.decode()
    assert f'<a href="{directive.get_absolute_url()}">' in html
    assert Directive.objects.count() == 1


def test_an_unreadable_file_is_told_at_its_field_and_the_date_stays(client, plan):
    answer = upload_file(client, b"PK\x03\x04nothing", "tep.docx", issued_on="06/3/2024")
    assert list(answer.context["form"].errors) == ["file"]
    assert 'value="06/3/2024"' in answer.content.decode()


def test_a_file_without_a_date_is_kept_until_the_date_is_given(client):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    undated = PLAN.replace("Bắc Giang, ngày 21 tháng 02 năm 2024".encode(), b"").replace(
        b"81/KH", b"/KH"
    )
    answer = upload_file(client, undated)
    assert list(answer.context["form"].errors) == ["issued_on"]
    kept = answer.context["kept"]
    client.post(url("directive-upload"), {"kept": kept["key"], "issued_on": "21/02/2024"})
    directive = Directive.objects.get()
    assert (directive.file_name, directive.issued_on) == (
        "ke-hoach.txt",
        datetime.date(2024, 2, 21),
    )
    assert "kept_upload" not in client.session


def test_a_file_beside_a_wrong_date_is_kept_and_takes_the_place_of_an_earlier_one(client):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    upload_file(client, PLAN, "cu.txt", issued_on="31/02/2024")
    kept = upload_file(client, PLAN, "moi.txt", issued_on="31/02/2024").context["kept"]
    client.post(url("directive-upload"), {"kept": kept["key"], "issued_on": "21/02/2024"})
    assert Directive.objects.get().file_name == "moi.txt"


@pytest.mark.parametrize(
    "fields", [{"text": "Giao việc"}, {"file": SimpleUploadedFile("rong.pdf", b"")}]
)
def test_a_kept_file_is_not_offered_beside_another_choice(client, fields):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    kept = upload_file(client, PLAN, issued_on="31/02/2024").context["kept"]
    answer = client.post(
        url("directive-upload"), {"kept": kept["key"], "issued_on": "31/02/2024", **fields}
    )
    assert answer.context["kept"] is None


@pytest.mark.parametrize(
    ("fields", "errors"),
    [({}, ["file"]), ({"text": "Giao việc", "issued_on": "31/02/2024"}, ["issued_on"])],
)
def test_a_form_that_says_too_little_is_shown_again(client, plan, fields, errors):
    answer = client.post(url("directive-upload"), fields)
    assert list(answer.context["form"].errors) == errors


def test_the_headline_counts_and_the_button_says_how_many_tasks(client, plan):
    directive, _actor, _register = plan
    page = client.get(url("review", directive.pk))
    counts = page.context["counts"]
    assert (
        counts.total,
        counts.certain,
        counts.look,
        counts.unclear,
        page.context["task_count"],
    ) == (9, 7, 2, 1, 6)


def test_every_proposal_stands_on_both_sides_with_its_number(client, plan):
    directive, _actor, _register = plan
    html = client.get(url("review", directive.pk)).content.decode()
    keys = [str(key) for key in directive.proposals.values_list("pk", flat=True)]
    assert re.findall(r'id="m-(\d+)"', html) == keys
    assert re.findall(r'<li class="item[^"]*" id="p-(\d+)"', html) == keys


def test_the_text_keeps_the_characters_of_the_document(client, plan):
    directive, _actor, _register = plan
    blocks = client.get(url("review", directive.pk)).context["blocks"]
    for run in (run for block in blocks for run in block.runs):
        assert directive.text[run.start : run.start + len(run.text)] == run.text


@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("confirm", ProposalStatus.CONFIRMED),
        ("drop", ProposalStatus.DROPPED),
        ("restore", ProposalStatus.PROPOSED),
    ],
)
def test_an_act_without_a_script_returns_to_the_item(client, plan, act, status):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    answer = client.post(url(f"proposal-{act}", proposal.pk), {"version": 0})
    assert answer.url == f"{url('review', directive.pk)}#p-{proposal.pk}"
    assert Proposal.objects.get(pk=proposal.pk).status == status


@pytest.mark.parametrize("act", ["confirm", "drop", "restore"])
def test_the_swapped_pieces_equal_the_page_loaded_anew(client, plan, act):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    swapped = client.post(
        url(f"proposal-{act}", proposal.pk), {"version": 0}, **HTMX
    ).content.decode()
    loaded = client.get(url("review", directive.pk)).content.decode()
    blocks = re.findall(r'id="(t-\d+)"', swapped)
    assert len(blocks) == 1
    assert piece(swapped, blocks[0], "p") == piece(loaded, blocks[0], "p")
    assert piece(swapped, f"p-{proposal.pk}", "li") == piece(loaded, f"p-{proposal.pk}", "li")
    counts = re.compile(r'<p class="review-counts".*?</p>', re.DOTALL)
    assert counts.search(swapped).group() == counts.search(loaded).group()


def test_a_milestone_swaps_both_sides_since_others_take_its_date(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Đợt 1")
    answer = client.post(url("proposal-drop", proposal.pk), {"version": 0}, **HTMX)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#review-panes", "innerHTML")
    loaded = client.get(url("review", directive.pk)).content.decode()
    for key in directive.proposals.values_list("pk", flat=True):
        assert piece(answer.content.decode(), f"p-{key}", "li") == piece(loaded, f"p-{key}", "li")


def test_a_refused_act_is_told_and_changes_nothing(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "tiếp nhận phản ánh")
    answer = client.post(url("proposal-confirm", proposal.pk), {"version": 0}, **HTMX)
    assert [str(m) for m in answer.context["messages"]] != []
    assert Proposal.objects.get(pk=proposal.pk).status == ProposalStatus.PROPOSED


def edit_fields(client, proposal: Proposal, **changes) -> dict:
    """What a browser would send of the untouched form."""
    html = client.get(url("proposal-edit", proposal.pk), **HTMX).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    fields |= dict(re.findall(r'type="text" name="(deadline-\d+-text)"[^>]* value="([^"]*)"', html))
    fields |= dict.fromkeys(re.findall(r'type="checkbox" name="(keep_\w+)"', html), "on")
    return {**fields, "text": proposal.text, "scope": proposal.scope, **changes}


def test_an_untouched_edit_changes_nothing_but_the_certainty(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    before = [(a.role, a.written, a.agency) for a in proposal.addressees.all()]
    answer = client.post(url("proposal-edit", proposal.pk), edit_fields(client, proposal), **HTMX)
    assert answer["HX-Retarget"] == "#review-panes"
    after = Proposal.objects.get(pk=proposal.pk)
    assert (after.text, after.deadlines, after.confidence) == (
        proposal.text,
        proposal.deadlines,
        1.0,
    )
    assert [(a.role, a.written, a.agency) for a in after.addressees.all()] == before


def test_an_unknown_agency_is_chosen_by_typing_without_accents(client, plan):
    directive, _actor, register = plan
    proposal = proposal_with(directive, "tiếp nhận phản ánh")
    form = client.get(url("proposal-edit", proposal.pk), **HTMX).content.decode()
    [name] = re.findall(r'name="(is_\w+)"', form)[:1]
    assert client.get(url("addressee-search"), {"q": "ban quan ly"}).context["labels"] == [
        agency_label(register["zones"])
    ]
    fields = edit_fields(
        client, proposal, **{name: agency_label(register["zones"]), "confirm": "1"}
    )
    client.post(url("proposal-edit", proposal.pk), fields)
    after = Proposal.objects.get(pk=proposal.pk)
    assert (after.status, after.addressees.get(role="lead").agency) == (
        ProposalStatus.CONFIRMED,
        register["zones"],
    )


def test_a_changed_phrase_is_read_by_the_grammar(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    fields = edit_fields(client, proposal, **{"deadline-0-text": "trong quý II/2024"})
    client.post(url("proposal-edit", proposal.pk), fields)
    [deadline] = Proposal.objects.get(pk=proposal.pk).deadlines
    assert (deadline.kind, deadline.starts_on, deadline.ends_on) == (
        "within",
        datetime.date(2024, 4, 1),
        datetime.date(2024, 6, 30),
    )


def test_typed_days_go_before_the_phrase(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    days = {"deadline-0-kind": "on", "deadline-0-due_on": "8/4/2024"}
    client.post(url("proposal-edit", proposal.pk), edit_fields(client, proposal, **days))
    [deadline] = Proposal.objects.get(pk=proposal.pk).deadlines
    assert (deadline.kind, deadline.due_on, deadline.rule) == (
        "on",
        datetime.date(2024, 4, 8),
        "typed",
    )
    form = client.get(url("proposal-edit", proposal.pk), **HTMX).context["form"].deadlines[0]
    assert (form["kind"].value(), form["due_on"].value()) == ("on", "08/4/2024")


def test_an_emptied_deadline_is_removed(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    client.post(
        url("proposal-edit", proposal.pk), edit_fields(client, proposal, **{"deadline-0-text": ""})
    )
    assert Proposal.objects.get(pk=proposal.pk).deadlines == []


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"deadline-0-text": "càng tốt càng hay"}, "càng tốt càng hay"),
        ({"add_lead": "Sở Không Có"}, "Sở Không Có"),
        ({"deadline-0-kind": "on", "deadline-0-due_on": "31/02/2024"}, "31/02/2024"),
        ({"text": "", "inherits_from": "II.9"}, "II.9"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, plan, changes, kept):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    answer = client.post(
        url("proposal-edit", proposal.pk), edit_fields(client, proposal, **changes), **HTMX
    )
    assert f'value="{kept}"' in answer.content.decode()
    assert Proposal.objects.get(pk=proposal.pk).version == 0


def test_the_second_editor_sees_the_others_words_and_keeps_own(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    mine = edit_fields(client, proposal, text="Lời của tôi.")
    client.post(
        url("proposal-edit", proposal.pk), edit_fields(client, proposal, text="Lời của người khác.")
    )
    answer = client.post(url("proposal-edit", proposal.pk), mine, **HTMX)
    shown = words_of(answer.content.decode())
    assert (shown.count("Lời của tôi."), shown.count("Lời của người khác.")) == (1, 1)
    assert Proposal.objects.get(pk=proposal.pk).text == "Lời của người khác."
    again = mine | {"version": answer.context["form"].data["version"]}
    client.post(url("proposal-edit", proposal.pk), again, **HTMX)
    assert Proposal.objects.get(pk=proposal.pk).text == "Lời của tôi."


def test_edit_and_split_open_in_the_page_without_a_script(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    edit, split = (client.get(url(f"proposal-{act}", proposal.pk)) for act in ("edit", "split"))
    assert (edit.templates[0].name, split.templates[0].name) == (
        "agencies/proposals/review.html",
        "agencies/proposals/review.html",
    )
    assert edit.content.decode().count("data-edit") == 1
    assert [piece.at for piece in split.context["pieces"]] == [proposal.start]


def test_split_and_merge_undo_each_other(client, plan):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    at = directive.text.index("gửi Sở Tài chính")
    client.post(url("proposal-split", proposal.pk), {"at": at, "version": 0})
    assert directive.proposals.count() == 11
    lower = proposal_with(directive, "gửi Sở Tài chính")
    client.post(url("proposal-merge", lower.pk), {"version": 0})
    merged = Proposal.objects.get(pk=proposal.pk)
    assert (merged.start, merged.end) == (proposal.start, proposal.end)


@pytest.mark.parametrize("at", ["", "x", "0", "99999999"])
def test_a_split_nowhere_is_told(client, plan, at):
    directive, _actor, _register = plan
    proposal = proposal_with(directive, "Lập dự toán")
    client.post(url("proposal-split", proposal.pk), {"at": at, "version": 0})
    assert directive.proposals.count() == 10


def test_selected_words_and_copied_words_are_added(client, plan):
    directive, _actor, _register = plan
    start = directive.text.index("chuyển cho các tỉnh bạn")
    client.post(url("proposal-add", directive.pk), {"start": start, "end": start + 23}, **HTMX)
    client.post(url("proposal-add", directive.pk), {"text": "Các sở, ban, ngành"})
    client.post(url("proposal-add", directive.pk), {"text": "không có ở đâu"})
    texts = directive.proposals.filter(pk__gt=directive.proposals.order_by("pk")[9].pk).order_by(
        "pk"
    )
    assert [p.text for p in texts] == ["chuyển cho các tỉnh bạn", "Các sở, ban, ngành"]


def test_the_phrase_is_explained_while_it_is_typed(client, plan):
    directive, _actor, _register = plan
    answer = client.get(
        url("deadline-reading", directive.pk), {"deadline-0-text": "trước ngày 06/3/2024"}
    )
    [why] = answer.context["whys"]
    assert why["deadline"].due_on == datetime.date(2024, 3, 6)
    assert len(why["reasons"]) >= 3
    assert (
        client.get(url("deadline-reading", directive.pk), {"deadline-0-text": "mai sau"}).context[
            "whys"
        ]
        == []
    )


def test_assigning_shows_the_plan_first_and_then_does_just_that(client, plan):
    directive, _actor, _register = plan
    shown = client.get(url("directive-assign", directive.pk)).context
    assert (len(shown["plan"].given), shown["plan"].item_count, len(shown["shares"])) == (6, 5, 5)
    assert Task.objects.count() == 0
    answer = client.post(url("directive-assign", directive.pk), {"seen": shown["plan"].fingerprint})
    assert answer.url == directive.get_absolute_url()
    assert Task.objects.count() == 6


def test_a_plan_that_has_changed_is_shown_again_and_not_carried_out(client, plan):
    directive, _actor, _register = plan
    seen = client.get(url("directive-assign", directive.pk)).context["plan"].fingerprint
    client.post(url("proposal-drop", proposal_with(directive, "Lập dự toán").pk), {"version": 0})
    answer = client.post(url("directive-assign", directive.pk), {"seen": seen})
    assert len(answer.context["plan"].given) == 5
    assert Task.objects.count() == 0


def test_confirming_all_certain_items_is_one_press(client, plan):
    directive, _actor, _register = plan
    client.post(url("review-confirm-certain", directive.pk))
    assert directive.proposals.filter(status=ProposalStatus.CONFIRMED).count() == 5


def test_the_documents_page_shows_its_tasks_in_their_place(client, plan):
    directive, actor, _register = plan
    assign_directive(directive=directive, by=actor)
    page = client.get(directive.get_absolute_url())
    assert [
        (str(row.occurrence.task.lead), row.occurrence.status) for row in page.context["tasks"]
    ] == [
        ("Báo Bắc Giang", "assigned"),
        ("Sở Nội vụ", "assigned"),
        ("Sở Nội vụ", "assigned"),
        ("Sở Tài chính", "assigned"),
        ("UBND huyện Tân Yên", "assigned"),
        ("UBND thị xã Việt Yên", "assigned"),
    ]
    assert re.findall(r'id="m-(\d+)"', page.content.decode()) == [
        str(pk)
        for pk in directive.proposals.filter(status=ProposalStatus.ASSIGNED).values_list(
            "pk", flat=True
        )
    ]


def test_the_original_file_is_an_attachment_under_its_own_name(client, plan):
    directive, _actor, _register = plan
    answer = client.get(url("directive-file", directive.pk))
    assert b"".join(answer.streaming_content) == PLAN
    assert answer["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch"
    )


def test_register_data_are_corrected(client, plan):
    directive, _actor, _register = plan
    fields = {
        "kind": "TB",
        "number": "9/TB-UBND",
        "issued_on": "1/3/2024",
        "title": "Kết luận",
        "issuer": "",
        "signer": "",
    }
    assert list(
        client.post(url("directive-edit", directive.pk), fields | {"issued_on": "hôm nay"})
        .context["form"]
        .errors
    ) == ["issued_on"]
    client.post(url("directive-edit", directive.pk), fields)
    directive.refresh_from_db()
    assert (directive.kind, directive.issued_on) == ("TB", datetime.date(2024, 3, 1))


def test_the_list_finds_documents_without_accents(client, plan):
    _directive, actor, _register = plan
    make_plan(
        actor,
        PLAN.replace(b"81/KH", b"99/KH").replace("Kết nối".encode(), "Đẩy mạnh kết nối".encode()),
    )
    found = client.get(url("directive-list"), {"q": "day manh"}).context["page"].object_list
    assert [d.number for d in found] == ["99/KH-UBND"]
    both = client.get(url("directive-list")).context["page"].object_list
    assert sorted((d.number, d.open_count, d.task_count) for d in both) == [
        ("81/KH-UBND", 10, None),
        ("99/KH-UBND", 10, None),
    ]


def status(client, page: str) -> int:
    answer = client.get(page)
    if answer.streaming:
        list(answer.streaming_content)  # as a server would; it closes the file
    return answer.status_code


# Who may ------------------------------------------------------------------------------------------
READING = ["directive-upload", "addressee-search"]
OF_DIRECTIVE = ["directive-edit", "review", "directive-assign", "deadline-reading"]
OF_PROPOSAL = ["proposal-item", "proposal-edit", "proposal-split"]
POSTS = ["proposal-confirm", "proposal-drop", "proposal-restore", "proposal-merge"]


def addresses(directive: Directive) -> list[str]:
    proposal = directive.proposals.first()
    return [
        *(url(name) for name in READING),
        *(url(name, directive.pk) for name in OF_DIRECTIVE),
        *(url(name, proposal.pk) for name in OF_PROPOSAL),
    ]


def post_addresses(directive: Directive) -> list[str]:
    proposal = directive.proposals.first()
    own = [url(name, directive.pk) for name in ("proposal-add", "review-confirm-certain")]
    return [*own, *(url(name, proposal.pk) for name in POSTS)]


def test_a_stranger_is_sent_to_sign_in(client):
    directive, _actor, _register = make_reviewed_plan()
    pages = [
        *addresses(directive),
        directive.get_absolute_url(),
        url("directive-list"),
        url("directive-file", directive.pk),
    ]
    assert [status(client, page) for page in pages] == [302] * len(pages)
    assert [client.post(page).status_code for page in post_addresses(directive)] == [302] * 6


@pytest.mark.parametrize("role", [SeatRole.OFFICER, SeatRole.LEADER, SeatRole.PARTNER_OFFICER])
def test_only_the_coordinator_reads_and_assigns(client, role):
    directive, _actor, register = make_reviewed_plan()
    open_client(client, make_actor(role=role, agency=register["finance"]))
    assert [client.get(page).status_code for page in addresses(directive)] == [403] * 9
    assert [client.post(page).status_code for page in post_addresses(directive)] == [403] * 6
    assert directive.proposals.exclude(status=ProposalStatus.PROPOSED).count() == 0


def test_the_hosts_officials_see_every_document_once_it_gives_tasks(client):
    directive, actor, register = make_reviewed_plan()
    open_client(client, make_actor(role=SeatRole.OFFICER, agency=register["viet_yen"]))
    pages = [
        directive.get_absolute_url(),
        url("directive-file", directive.pk),
        url("directive-list"),
    ]
    assert [status(client, page) for page in pages] == [404, 404, 200]
    assert directive.number not in client.get(pages[2]).content.decode()
    assign_directive(directive=directive, by=actor)
    assert [status(client, page) for page in pages] == [200, 200, 200]


def test_a_leader_sees_what_is_still_being_read(client):
    directive, _actor, register = make_reviewed_plan()
    open_client(client, make_actor(role=SeatRole.LEADER, agency=register["viet_yen"]))
    assert status(client, directive.get_absolute_url()) == 200


def test_others_see_a_document_only_when_it_gave_them_a_task(client):
    directive, actor, register = make_reviewed_plan()
    open_client(client, make_actor(role=SeatRole.PARTNER_OFFICER, agency=register["finance"]))
    pages = [directive.get_absolute_url(), url("directive-file", directive.pk)]
    assert [status(client, page) for page in pages] == [404, 404]
    assign_directive(directive=directive, by=actor)
    assert [status(client, page) for page in pages] == [200, 200]
    assert client.get(url("directive-list")).status_code == 403
    assert f'href="{url("directive-list")}"' not in client.get(pages[0]).content.decode()


def test_reading_pages_write_nothing(client, plan):
    directive, _actor, _register = plan
    before = list(Proposal.objects.order_by("pk").values())
    for page in addresses(directive):
        assert client.get(page).status_code == (
            302 if page == url("proposal-item", directive.proposals.first().pk) else 200
        )
    assert list(Proposal.objects.order_by("pk").values()) == before


def many_items(count: int) -> bytes:
    items = "\n".join(
        f"- Thẩm định dự toán số {n} trước ngày {n % 28 + 1:02d}/5/2024." for n in range(count)
    )
    head, _rest = PLAN.decode().split("III. TỔ CHỨC THỰC HIỆN")
    return f"{head}III. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n{items}\n".encode()


@pytest.mark.parametrize("count", [1, 20, 200])
@pytest.mark.parametrize(("name", "queries"), [("review", 8), ("directive-assign", 13)])
def test_the_review_asks_as_often_for_many_items_as_for_one(
    client, django_assert_num_queries, count, name, queries
):
    actor = make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"])
    directive = make_plan(actor, many_items(count))
    open_client(client, actor)
    with django_assert_num_queries(queries):
        assert client.get(url(name, directive.pk)).status_code == 200


@pytest.mark.parametrize("count", [1, 20, 200])
def test_the_documents_page_asks_as_often_for_many_tasks_as_for_one(
    client, django_assert_num_queries, count
):
    actor = make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"])
    directive = make_plan(actor, many_items(count))
    assign_directive(directive=directive, by=actor)
    open_client(client, actor)
    with django_assert_num_queries(16):
        assert client.get(directive.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many_documents_as_for_one(
    client, django_assert_num_queries, count
):
    actor = make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"])
    for number in range(count):
        make_plan(actor, PLAN.replace(b"81/KH", f"{number + 1}/KH".encode()))
    open_client(client, actor)
    with django_assert_num_queries(6):
        assert len(client.get(url("directive-list")).context["page"].object_list) == count
