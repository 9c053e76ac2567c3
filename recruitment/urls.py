from recruitment.bulletins.urls import urlpatterns as bulletins_urls
from recruitment.demand.urls import urlpatterns as demand_urls
from recruitment.import_review.urls import urlpatterns as import_review_urls
from recruitment.imports.urls import urlpatterns as imports_urls
from recruitment.interests.urls import urlpatterns as interests_urls
from recruitment.lodging.urls import urlpatterns as lodging_urls
from recruitment.own_vacancies.urls import urlpatterns as own_vacancies_urls
from recruitment.parks.urls import urlpatterns as parks_urls
from recruitment.public.urls import urlpatterns as public_urls
from recruitment.registration.urls import urlpatterns as registration_urls
from recruitment.search_engines.urls import urlpatterns as search_engines_urls
from recruitment.service_firms.urls import urlpatterns as service_firms_urls
from recruitment.usage.urls import urlpatterns as usage_urls
from recruitment.vacancies.urls import urlpatterns as vacancies_urls
from recruitment.vacancy_life.urls import urlpatterns as vacancy_life_urls

app_name = "recruitment"
urlpatterns = [
    *search_engines_urls,
    *public_urls,
    *registration_urls,
    *parks_urls,
    *service_firms_urls,
    *usage_urls,
    *lodging_urls,
    *imports_urls,
    *own_vacancies_urls,
    *import_review_urls,
    *vacancies_urls,
    *vacancy_life_urls,
    *interests_urls,
    *bulletins_urls,
    *demand_urls,
]
