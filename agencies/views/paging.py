from django.http import HttpRequest


def place_query(request: HttpRequest, **place: int | None) -> str | None:
    """The same filter at another place (`before` or `after` a key); None when there is nothing there."""
    [(name, key)] = place.items()
    query = request.GET.copy()
    for old in ("before", "after"):
        query.pop(old, None)
    query[name] = str(key)
    return query.urlencode() if key is not None else None
