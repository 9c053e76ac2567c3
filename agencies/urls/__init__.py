from agencies.urls import account, audit, directives, gallery, jobs, members, outbox, people, reminders, tasks

app_name = "agencies"
urlpatterns = [
    *tasks.urlpatterns,
    *directives.urlpatterns,
    *outbox.urlpatterns,
    *reminders.urlpatterns,
    *jobs.urlpatterns,
    *account.urlpatterns,
    *audit.urlpatterns,
    *members.urlpatterns,
    *people.urlpatterns,
    *gallery.urlpatterns,
]
