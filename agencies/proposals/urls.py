from django.urls import path

from agencies.proposals import review_views, views

urlpatterns = [
    path("van-ban/tim-co-quan/", views.addressee_search, name="addressee-search"),
    path("van-ban/<int:pk>/duyet/", review_views.review, name="review"),
    path(
        "van-ban/<int:pk>/duyet/xac-nhan/",
        review_views.review_confirm_certain,
        name="review-confirm-certain",
    ),
    path("van-ban/<int:pk>/duyet/them/", views.proposal_add, name="proposal-add"),
    path("van-ban/<int:pk>/duyet/chua-ro/nhiem-vu/", views.unread_task, name="unread-task"),
    path("van-ban/<int:pk>/duyet/chua-ro/bo-qua/", views.unread_away, name="unread-away"),
    path("van-ban/<int:pk>/duyet/thoi-han/", views.deadline_reading, name="deadline-reading"),
    path("van-ban/de-xuat/<int:pk>/", views.proposal_item, name="proposal-item"),
    path("van-ban/de-xuat/<int:pk>/xac-nhan/", views.proposal_confirm, name="proposal-confirm"),
    path("van-ban/de-xuat/<int:pk>/bo/", views.proposal_drop, name="proposal-drop"),
    path("van-ban/de-xuat/<int:pk>/khoi-phuc/", views.proposal_restore, name="proposal-restore"),
    path("van-ban/de-xuat/<int:pk>/sua/", views.proposal_edit, name="proposal-edit"),
    path("van-ban/de-xuat/<int:pk>/gop/", views.proposal_merge, name="proposal-merge"),
    path("van-ban/de-xuat/<int:pk>/tach/", views.proposal_split, name="proposal-split"),
]
