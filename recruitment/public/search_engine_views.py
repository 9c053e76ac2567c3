"""For search engines: what they may read, and where it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agencies.replica.reading import reads_replica
from recruitment.public.descriptions import robots_text, write_sitemap
from recruitment.vacancies.queries import public_vacancies

# The newest; older ones are reached from page to page. A sitemap may hold ten times as many.
MOST_ADDRESSES = 5000


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    jobs = reverse("recruitment:vacancy-list")
    closed = [
        reverse("recruitment:interest-withdraw", args=["x"]).removesuffix("x/"),
        f"{jobs}*/dang-ky/",
    ]
    text = robots_text(
        public=[jobs, *_pages(), "/static/"], closed=closed, sitemap=reverse("recruitment:sitemap")
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _pages() -> list[str]:
    # The public pages besides the jobs.
    return [reverse("recruitment:employer-register"), reverse("agencies:data-request-make")]


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
@reads_replica
def sitemap(request: HttpRequest) -> HttpResponse:
    # The public pages and the jobs on offer, the newest first.
    jobs = public_vacancies().published().select_related(None).order_by("-published_at", "-pk")
    dated = [
        (reverse("recruitment:vacancy-detail", args=[key]), timezone.localdate(at).isoformat())
        for key, at in jobs.values_list("pk", "published_at")[:MOST_ADDRESSES]
    ]
    pages = [(path, "") for path in (reverse("recruitment:vacancy-list"), *_pages())]
    return HttpResponse(
        write_sitemap([*pages, *dated]), content_type="application/xml; charset=utf-8"
    )
