"""For search engines: what they may read, and where it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agencies.replica.reading import reads_replica
from recruitment.search_engines.descriptions import robots_text
from recruitment.search_engines.sitemaps import (
    SitemapEntry,
    job_pages,
    jobs_of_page,
    write_sitemap,
    write_sitemap_index,
)

KEPT_FOR = 600
"""Seconds for which a proxy keeps a sitemap; search engines come some times a day."""


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    jobs = reverse("recruitment:vacancy-list")
    sitemap = reverse("recruitment:sitemap")
    closed = [
        reverse("recruitment:interest-withdraw", args=["x"]).removesuffix("x/"),
        f"{jobs}*/dang-ky/",
    ]
    text = robots_text(
        public=[jobs, *_pages(), sitemap.removesuffix(".xml"), "/static/"],
        closed=closed,
        sitemap=sitemap,
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _pages() -> list[str]:
    # The public pages besides the jobs.
    return [reverse("recruitment:employer-register"), reverse("agencies:data-request-make")]


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
@reads_replica
def sitemap(request: HttpRequest) -> HttpResponse:
    # The pages of the sitemap: one of the public pages, the others of jobs.
    pages = SitemapEntry(reverse("recruitment:sitemap-pages"))
    return _xml(write_sitemap_index([pages, *job_pages()]))


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    paths = [reverse("recruitment:vacancy-list"), *_pages()]
    return _xml(write_sitemap(map(SitemapEntry, paths)))


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
@reads_replica
def sitemap_jobs(request: HttpRequest, number: int) -> HttpResponse:
    jobs = jobs_of_page(number)
    if not jobs:
        raise Http404
    return _xml(write_sitemap(jobs))


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
