from conferences.dialogues.urls import urlpatterns as dialogues_urls
from conferences.partnerships.urls import urlpatterns as partnerships_urls
from conferences.petition_imports.urls import urlpatterns as imports_urls
from conferences.petition_page.urls import urlpatterns as page_urls
from conferences.petition_papers.urls import urlpatterns as papers_urls
from conferences.petition_public.urls import urlpatterns as public_urls
from conferences.petitions.urls import urlpatterns as petitions_urls
from conferences.publishing.urls import urlpatterns as publishing_urls

app_name = "conferences"
urlpatterns = [
    *partnerships_urls,
    *dialogues_urls,
    *petitions_urls,
    *page_urls,
    *publishing_urls,
    *papers_urls,
    *imports_urls,
    *public_urls,
]
