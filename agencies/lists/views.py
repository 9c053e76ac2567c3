from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.forms.fields import parse_whole_number
from agencies.forms.query_strings import build_query
from agencies.lists.paging import PAGE_LENGTH


def wants_rows(request: HttpRequest) -> bool:
    """Whether htmx asks only for the rows; a page restored from the browser's history is wanted as
    a whole.
    """
    return bool(request.htmx) and not request.htmx.history_restore_request


def page_query(
    request: HttpRequest, *, before: object | None = None, after: object | None = None
) -> str | None:
    """The same filter before or after a row, given as text; None without one."""
    if before is None and after is None:
        return None
    return build_query(request.GET, before=before, after=after)


def keyed_page(request: HttpRequest, found: QuerySet[Any]) -> dict[str, Any]:
    """For a long list, newest first: `rows` of the page, which stays right while rows come and go,
    since it begins after a row; `previous` and `next` as the pagination component expects.
    """
    before, after = (parse_whole_number(request.GET.get(name, "")) for name in ("before", "after"))
    if after is None:
        older = found if before is None else found.filter(pk__lt=before)
        rows = list(older[: PAGE_LENGTH + 1])
        has_newer = before is not None
        has_older = len(rows) > PAGE_LENGTH
        rows = rows[:PAGE_LENGTH]
    else:
        rows = list(found.filter(pk__gt=after).order_by("pk")[: PAGE_LENGTH + 1])
        has_newer = len(rows) > PAGE_LENGTH
        has_older = True
        rows = rows[:PAGE_LENGTH][::-1]
    return {
        "rows": rows,
        "previous": page_query(request, after=rows[0].pk) if rows and has_newer else None,
        "next": page_query(request, before=rows[-1].pk) if rows and has_older else None,
    }


def numbered_page(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    parameter: str = "page",
    count: int | None = None,
) -> dict[str, Any]:
    """For lists with counted pages: `page`, and `previous` and `next` as the pagination component
    expects. `count`: of the rows, where it is known already.
    """
    paginator = Paginator(rows, PAGE_LENGTH)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get(parameter))

    def link(number: int) -> str:
        return build_query(request.GET, **{parameter: number})

    return {
        "page": page,
        "previous": link(page.number - 1) if page.has_previous() else None,
        "next": link(page.number + 1) if page.has_next() else None,
    }
