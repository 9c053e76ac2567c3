from agencies.urls import directives, gallery, jobs, outbox, reminders, tasks

app_name = "agencies"
urlpatterns = [
    *tasks.urlpatterns,
    *directives.urlpatterns,
    *outbox.urlpatterns,
    *reminders.urlpatterns,
    *jobs.urlpatterns,
    *gallery.urlpatterns,
]
