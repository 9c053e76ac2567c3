from django.urls import path

from conferences.colleges import views, visit_views

urlpatterns = [
    path("truong-hoc/", views.college_list, name="college-list"),
    path("truong-hoc/moi/", views.college_enter, name="college-enter"),
    path("truong-hoc/<int:pk>/", views.college_detail, name="college"),
    path("truong-hoc/<int:pk>/nganh/", views.major_add, name="major-add"),
    path("truong-hoc/nganh/<int:pk>/xoa/", views.major_remove, name="major-remove"),
    path("truong-hoc/<int:pk>/tham/", visit_views.visit_plan, name="college-visit-plan"),
    path("truong-hoc/tham/<int:pk>/", visit_views.visit_detail, name="college-visit"),
    path("truong-hoc/tham/<int:pk>/sua/", visit_views.visit_change, name="college-visit-change"),
    path("truong-hoc/tham/<int:pk>/huy/", visit_views.visit_cancel, name="college-visit-cancel"),
    path(
        "truong-hoc/tham/<int:pk>/ket-qua/", visit_views.visit_record, name="college-visit-record"
    ),
    path("truong-hoc/tham/<int:pk>/viec/", visit_views.follow_up_add, name="follow-up-add"),
    path("truong-hoc/tham/<int:pk>/nguoi/", visit_views.graduate_add, name="graduate-add"),
    path(
        "truong-hoc/tham/nguoi/<int:pk>/xoa/",
        visit_views.graduate_remove,
        name="graduate-remove",
    ),
]
