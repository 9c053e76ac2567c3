from recruitment.urls import demand, employers, imports, public

app_name = "recruitment"
urlpatterns = [*public.urlpatterns, *employers.urlpatterns, *imports.urlpatterns, *demand.urlpatterns]
