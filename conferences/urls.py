from conferences.partnerships.urls import urlpatterns as partnerships_urls

app_name = "conferences"
urlpatterns = [
    *partnerships_urls,
]
