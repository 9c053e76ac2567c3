from conferences.attendance.urls import urlpatterns as attendance_urls
from conferences.closing.urls import urlpatterns as closing_urls
from conferences.conference_documents.urls import urlpatterns as conference_documents_urls
from conferences.invitations.urls import urlpatterns as invitations_urls
from conferences.line_tests.urls import urlpatterns as line_tests_urls
from conferences.live_pages.urls import urlpatterns as live_pages_urls
from conferences.meetings.urls import urlpatterns as meetings_urls
from conferences.opinion_slips.urls import urlpatterns as opinion_slips_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls
from conferences.point_pages.urls import urlpatterns as point_pages_urls
from conferences.programmes.urls import urlpatterns as programmes_urls
from conferences.running_desk.urls import urlpatterns as running_desk_urls

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
    *invitations_urls,
    *line_tests_urls,
    *attendance_urls,
    *point_pages_urls,
]
