"""The addresses of all rooms."""

from django.urls import include, path

ROOMS = (
    "site",
    "must_do",
    "task_pages",
    "evidence",
    "column_templates",
    "papers",
    "deadline_calendar",
    "feeds",
    "board",
    "working_calendar",
    "agency_pages",
    "search",
    "sign_in",
    "conversation",
    "clearances",
    "handover",
    "deeds",
    "bulk",
    "scoreboard",
    "directive_pages",
    "task_papers",
    "proposals",
    "assignment",
    "mail",
    "notices",
    "policies",
    "jobs",
    "accounts",
    "factors",
    "audit",
    "personal_register",
    "privacy",
    "breaches",
    "members",
    "api",
    "invitations",
    "people_import",
)

app_name = "agencies"
urlpatterns = [path("", include(f"agencies.{room}.urls")) for room in ROOMS]
