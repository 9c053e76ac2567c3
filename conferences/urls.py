from conferences.answer_templates.urls import urlpatterns as answer_templates_urls
from conferences.attendance.urls import urlpatterns as attendance_urls
from conferences.booths.urls import urlpatterns as booths_urls
from conferences.closing.urls import urlpatterns as closing_urls
from conferences.colleges.urls import urlpatterns as colleges_urls
from conferences.conference_documents.urls import urlpatterns as conference_documents_urls
from conferences.delegation_members.urls import urlpatterns as members_urls
from conferences.delegation_plans.urls import urlpatterns as plans_urls
from conferences.delegations.urls import urlpatterns as delegations_urls
from conferences.dialogues.urls import urlpatterns as dialogues_urls
from conferences.exchange_files.urls import urlpatterns as exchange_files_urls
from conferences.fair_booking.urls import urlpatterns as fair_booking_urls
from conferences.fair_day.urls import urlpatterns as fair_day_urls
from conferences.fair_lists.urls import urlpatterns as fair_lists_urls
from conferences.fair_public.urls import urlpatterns as fair_public_urls
from conferences.fairs.urls import urlpatterns as fairs_urls
from conferences.interview_blocks.urls import urlpatterns as interview_blocks_urls
from conferences.invitations.urls import urlpatterns as invitations_urls
from conferences.letter_splitting.urls import urlpatterns as letter_splitting_urls
from conferences.line_tests.urls import urlpatterns as line_tests_urls
from conferences.live_pages.urls import urlpatterns as live_pages_urls
from conferences.living.urls import urlpatterns as living_urls
from conferences.meetings.urls import urlpatterns as meetings_urls
from conferences.opinion_slips.urls import urlpatterns as opinion_slips_urls
from conferences.outcomes.urls import urlpatterns as outcomes_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls
from conferences.petition_imports.urls import urlpatterns as imports_urls
from conferences.petition_page.urls import urlpatterns as page_urls
from conferences.petition_papers.urls import urlpatterns as papers_urls
from conferences.petition_public.urls import urlpatterns as public_urls
from conferences.petitions.urls import urlpatterns as petitions_urls
from conferences.point_pages.urls import urlpatterns as point_pages_urls
from conferences.points.urls import urlpatterns as points_urls
from conferences.programmes.urls import urlpatterns as programmes_urls
from conferences.publishing.urls import urlpatterns as publishing_urls
from conferences.running_desk.urls import urlpatterns as running_desk_urls
from conferences.vacancy_reports.urls import urlpatterns as vacancy_reports_urls

app_name = "conferences"

urlpatterns = [
    *partnerships_urls,
    *programmes_urls,
    *live_pages_urls,
    *conference_documents_urls,
    *running_desk_urls,
    *opinion_slips_urls,
    *closing_urls,
    *meetings_urls,
    *points_urls,
    *invitations_urls,
    *line_tests_urls,
    *attendance_urls,
    *point_pages_urls,
    *delegations_urls,
    *plans_urls,
    *members_urls,
    *colleges_urls,
    *living_urls,
    *dialogues_urls,
    *petitions_urls,
    *page_urls,
    *letter_splitting_urls,
    *answer_templates_urls,
    *publishing_urls,
    *papers_urls,
    *imports_urls,
    *public_urls,
    *fairs_urls,
    *booths_urls,
    *fair_booking_urls,
    *fair_day_urls,
    *outcomes_urls,
    *interview_blocks_urls,
    *fair_public_urls,
    *fair_lists_urls,
    *exchange_files_urls,
    *vacancy_reports_urls,
]
