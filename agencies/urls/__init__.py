from agencies.urls import directives, gallery, outbox, reminders, tasks

app_name = "agencies"
urlpatterns = [
    *tasks.urlpatterns,
    *directives.urlpatterns,
    *outbox.urlpatterns,
    *reminders.urlpatterns,
    *gallery.urlpatterns,
]
