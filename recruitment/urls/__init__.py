from recruitment.urls import demand, employers, imports, lodging, public, service_firms, usage

app_name = "recruitment"
urlpatterns = [
    *public.urlpatterns,
    *employers.urlpatterns,
    *service_firms.urlpatterns,
    *usage.urlpatterns,
    *lodging.urlpatterns,
    *imports.urlpatterns,
    *demand.urlpatterns,
]
