from agencies.accounts.urls import urlpatterns as accounts_urls
from agencies.agency_pages.urls import urlpatterns as agency_pages_urls
from agencies.api.urls import urlpatterns as api_urls
from agencies.assignment.urls import urlpatterns as assignment_urls
from agencies.audit.urls import urlpatterns as audit_urls
from agencies.board.urls import urlpatterns as board_urls
from agencies.breaches.urls import urlpatterns as breaches_urls
from agencies.bulk.urls import urlpatterns as bulk_urls
from agencies.clearances.urls import urlpatterns as clearances_urls
from agencies.conversation.urls import urlpatterns as conversation_urls
from agencies.deadline_calendar.urls import urlpatterns as deadline_calendar_urls
from agencies.deeds.urls import urlpatterns as deeds_urls
from agencies.directive_pages.urls import urlpatterns as directive_pages_urls
from agencies.evidence.urls import urlpatterns as evidence_urls
from agencies.factors.urls import urlpatterns as factors_urls
from agencies.feeds.urls import urlpatterns as feeds_urls
from agencies.handover.urls import urlpatterns as handover_urls
from agencies.invitations.urls import urlpatterns as invitations_urls
from agencies.jobs.urls import urlpatterns as jobs_urls
from agencies.mail.urls import urlpatterns as mail_urls
from agencies.members.urls import urlpatterns as members_urls
from agencies.must_do.urls import urlpatterns as must_do_urls
from agencies.notices.urls import urlpatterns as notices_urls
from agencies.people_import.urls import urlpatterns as people_import_urls
from agencies.personal_register.urls import urlpatterns as personal_register_urls
from agencies.policies.urls import urlpatterns as policies_urls
from agencies.privacy.urls import urlpatterns as privacy_urls
from agencies.proposals.urls import urlpatterns as proposals_urls
from agencies.scoreboard.urls import urlpatterns as scoreboard_urls
from agencies.search.urls import urlpatterns as search_urls
from agencies.seats.urls import urlpatterns as seats_urls
from agencies.sign_in.urls import urlpatterns as sign_in_urls
from agencies.site.urls import urlpatterns as site_urls
from agencies.task_pages.urls import urlpatterns as task_pages_urls
from agencies.working_calendar.urls import urlpatterns as working_calendar_urls

app_name = "agencies"
urlpatterns = [
    *site_urls,
    *must_do_urls,
    *task_pages_urls,
    *evidence_urls,
    *deadline_calendar_urls,
    *feeds_urls,
    *board_urls,
    *working_calendar_urls,
    *agency_pages_urls,
    *search_urls,
    *seats_urls,
    *sign_in_urls,
    *conversation_urls,
    *clearances_urls,
    *handover_urls,
    *deeds_urls,
    *bulk_urls,
    *scoreboard_urls,
    *directive_pages_urls,
    *proposals_urls,
    *assignment_urls,
    *mail_urls,
    *notices_urls,
    *policies_urls,
    *jobs_urls,
    *accounts_urls,
    *factors_urls,
    *audit_urls,
    *personal_register_urls,
    *privacy_urls,
    *breaches_urls,
    *members_urls,
    *api_urls,
    *invitations_urls,
    *people_import_urls,
]
