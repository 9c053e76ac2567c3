from conferences.colleges.urls import urlpatterns as colleges_urls
from conferences.delegation_members.urls import urlpatterns as members_urls
from conferences.delegation_plans.urls import urlpatterns as plans_urls
from conferences.delegations.urls import urlpatterns as delegations_urls
from conferences.living.urls import urlpatterns as living_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls

app_name = "conferences"
urlpatterns = [
    *partnerships_urls,
    *delegations_urls,
    *plans_urls,
    *members_urls,
    *colleges_urls,
    *living_urls,
]
