from conferences.attendance.urls import urlpatterns as attendance_urls
from conferences.colleges.urls import urlpatterns as colleges_urls
from conferences.delegation_members.urls import urlpatterns as members_urls
from conferences.delegation_plans.urls import urlpatterns as plans_urls
from conferences.delegations.urls import urlpatterns as delegations_urls
from conferences.invitations.urls import urlpatterns as invitations_urls
from conferences.line_tests.urls import urlpatterns as line_tests_urls
from conferences.living.urls import urlpatterns as living_urls
from conferences.meetings.urls import urlpatterns as meetings_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls
from conferences.point_pages.urls import urlpatterns as point_pages_urls

app_name = "conferences"
urlpatterns = [
    *partnerships_urls,
    *meetings_urls,
    *invitations_urls,
    *line_tests_urls,
    *attendance_urls,
    *point_pages_urls,
    *delegations_urls,
    *plans_urls,
    *members_urls,
    *colleges_urls,
    *living_urls,
]
