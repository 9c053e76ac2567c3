from django.urls import path

from campaigns.budget import views

urlpatterns = [
    path("kinh-phi/", views.budget_list, name="budget-list"),
    path("kinh-phi/moi/", views.budget_begin, name="budget-begin"),
    path("kinh-phi/<int:pk>/", views.budget_detail, name="budget"),
    path("kinh-phi/<int:pk>/xuat/", views.budget_export, name="budget-export"),
    path("kinh-phi/<int:pk>/han/", views.budget_date_give, name="budget-date-give"),
    path("kinh-phi/<int:pk>/dong/", views.budget_line_add, name="budget-line-add"),
    path("kinh-phi/dong/<int:pk>/", views.budget_line, name="budget-line"),
    path("kinh-phi/dong/<int:pk>/sua/", views.budget_line_change, name="budget-line-change"),
]
