from django.http import HttpRequest


def wants_rows(request: HttpRequest) -> bool:
    """Whether htmx asks for the rows alone; a page restored from the browser's history is wanted as a whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def place_query(request: HttpRequest, **place: int | None) -> str | None:
    """The same filter at another place (`before` or `after` a key); None when there is nothing there."""
    [(name, key)] = place.items()
    query = request.GET.copy()
    for old in ("before", "after"):
        query.pop(old, None)
    query[name] = str(key)
    return query.urlencode() if key is not None else None
