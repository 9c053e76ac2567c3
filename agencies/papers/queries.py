"""Papers of an object, who may have them, and what a code says to everybody."""

from django.db.models import Model, QuerySet

from agencies.papers.models import CODE_LENGTH, CODE_SIGNS, IssuedPaper
from agencies.people.permissions import Actor
from agencies.registry import registry


def papers_about(target: Model) -> QuerySet[IssuedPaper]:
    """The newest first, with what the list of them shows (`_components/paper_list.html`)."""
    return IssuedPaper.objects.filter(
        about_type=target._meta.label_lower, about_id=target.pk
    ).select_related("made_by", "seat__agency")


def page_of(about_type: str) -> str:
    """The page that shows such objects and knows to whom. Raises LookupError for one that does
    not.
    """
    page = registry.audit_pages.get(about_type, "")
    if page not in registry.visible_rows:
        raise LookupError(f"No page says who sees the rows of {about_type} (AppParts.visible_rows)")
    return page


def may_have(paper: IssuedPaper, by: Actor) -> bool:
    """Whoever may open the page of what it is about."""
    visible = registry.visible_rows[page_of(paper.about_type)]
    return paper.about_id in visible(by, {paper.about_id})


def clean_code(typed: str) -> str:
    """As it stands in a row, however it was read out and typed; "" for what is no code."""
    code = "".join(typed.upper().split()).replace("-", "")
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_SIGNS) else ""


def paper_of_code(code: str) -> IssuedPaper | None:
    return IssuedPaper.objects.select_related("issuer").filter(code=code).first()


def newer_paper(paper: IssuedPaper) -> IssuedPaper | None:
    """The newest of the same kind about the same object, if that is not this one."""
    same = IssuedPaper.objects.filter(
        about_type=paper.about_type, about_id=paper.about_id, kind=paper.kind
    )
    newest = same.first()
    return None if newest is None or newest.pk == paper.pk else newest
