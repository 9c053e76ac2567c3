from agencies.urls import directives, gallery, outbox, tasks

app_name = "agencies"
urlpatterns = [*tasks.urlpatterns, *directives.urlpatterns, *outbox.urlpatterns, *gallery.urlpatterns]
