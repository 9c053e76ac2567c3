from agencies.urls import account, directives, gallery, jobs, outbox, reminders, tasks

app_name = "agencies"
urlpatterns = [
    *tasks.urlpatterns,
    *directives.urlpatterns,
    *outbox.urlpatterns,
    *reminders.urlpatterns,
    *jobs.urlpatterns,
    *account.urlpatterns,
    *gallery.urlpatterns,
]
