from recruitment.urls import demand, employers, imports, public, service_firms, usage

app_name = "recruitment"
urlpatterns = [
    *public.urlpatterns,
    *employers.urlpatterns,
    *service_firms.urlpatterns,
    *usage.urlpatterns,
    *imports.urlpatterns,
    *demand.urlpatterns,
]
