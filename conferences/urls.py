from conferences.attendance.urls import urlpatterns as attendance_urls
from conferences.invitations.urls import urlpatterns as invitations_urls
from conferences.line_tests.urls import urlpatterns as line_tests_urls
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
]
