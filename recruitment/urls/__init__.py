from recruitment.urls import demand, employers, imports, public, usage

app_name = "recruitment"
urlpatterns = [
    *public.urlpatterns,
    *employers.urlpatterns,
    *usage.urlpatterns,
    *imports.urlpatterns,
    *demand.urlpatterns,
]
