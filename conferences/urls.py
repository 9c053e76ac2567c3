from conferences.booths.urls import urlpatterns as booths_urls
from conferences.fair_booking.urls import urlpatterns as fair_booking_urls
from conferences.fair_day.urls import urlpatterns as fair_day_urls
from conferences.fair_public.urls import urlpatterns as fair_public_urls
from conferences.fairs.urls import urlpatterns as fairs_urls
from conferences.interview_blocks.urls import urlpatterns as interview_blocks_urls
from conferences.outcomes.urls import urlpatterns as outcomes_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls

app_name = "conferences"
urlpatterns = [
    *partnerships_urls,
    *fairs_urls,
    *booths_urls,
    *fair_booking_urls,
    *fair_day_urls,
    *outcomes_urls,
    *interview_blocks_urls,
    *fair_public_urls,
]
