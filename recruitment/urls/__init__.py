from recruitment.urls import demand, employers, public

app_name = "recruitment"
urlpatterns = [*public.urlpatterns, *employers.urlpatterns, *demand.urlpatterns]
