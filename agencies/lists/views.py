from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.forms.query_strings import build_query
from agencies.lists.paging import PAGE_LENGTH


def wants_rows(request: HttpRequest) -> bool:
    """Whether htmx asks only for the rows; a page restored from the browser's history is wanted as
    a whole.
    """
    return bool(request.htmx) and not request.htmx.history_restore_request


def page_query(request: HttpRequest, **place: object | None) -> str | None:
    """The same filter at another place (`before` or `after` one, given as text); None without
    one.
    """
    [(name, key)] = place.items()
    return (
        build_query(request.GET, **{"before": None, "after": None, name: key})
        if key is not None
        else None
    )


def numbered_page(
    request: HttpRequest, rows: QuerySet, *, parameter: str = "page"
) -> dict[str, object]:
    """For lists with counted pages: `page`, and `previous` and `next` as the pagination component
    expects.
    """
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get(parameter))

    earlier = page.previous_page_number() if page.has_previous() else None
    later = page.next_page_number() if page.has_next() else None
    return {
        "page": page,
        "previous": earlier and build_query(request.GET, **{parameter: earlier}),
        "next": later and build_query(request.GET, **{parameter: later}),
    }
