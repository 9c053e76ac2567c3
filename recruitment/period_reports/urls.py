"""The addresses of one kind of report, each with the right that opens it."""

from django.urls import URLPattern, path

from agencies.people.permissions import requires
from recruitment.period_reports import list_views, views
from recruitment.period_reports.forms import ReportPages


def report_urls(pages: ReportPages) -> list[URLPattern]:
    kind = pages.kind
    base = pages.path
    given = {"pages": pages}
    see = requires(kind.right_to_read)
    enter = requires(kind.right_to_write)
    return [
        path(f"{base}/", see(list_views.period_report_list), given, name=f"{kind.name}-list"),
        path(f"{base}/nhac/", enter(list_views.report_remind), given, name=f"{kind.name}-remind"),
        path(
            f"{base}/tong-hop/", see(list_views.report_summary), given, name=f"{kind.name}-summary"
        ),
        path(f"{base}/xuat/", see(list_views.report_export), given, name=f"{kind.name}-export"),
        path(f"{base}/word/", see(list_views.report_document), given, name=f"{kind.name}-document"),
        path(f"{base}/<int:pk>/", see(views.report_detail), given, name=f"{kind.name}-detail"),
        path(
            f"{base}/<int:pk>/hoi-lai/",
            enter(views.report_return),
            given,
            name=f"{kind.name}-return",
        ),
        path(
            f"{base}/<int:pk>/tiep-nhan/",
            enter(views.report_accept),
            given,
            name=f"{kind.name}-accept",
        ),
        path(
            f"{base}/cua/<int:pk>/<str:period>/",
            enter(views.report_write),
            given,
            name=f"{kind.name}-report",
        ),
    ]
