from django.urls import path

from recruitment.search_engines import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-trang.xml", views.sitemap_pages, name="sitemap-pages"),
    path("sitemap-viec-lam-<int:number>.xml", views.sitemap_jobs, name="sitemap-jobs"),
]
