from django.urls import path

from agencies.views import directives, proposals, review

urlpatterns = [
    path("van-ban/", directives.directive_list, name="directive-list"),
    path("van-ban/doc/", directives.directive_upload, name="directive-upload"),
    path("van-ban/tim-co-quan/", proposals.addressee_search, name="addressee-search"),
    path("van-ban/<int:pk>/", directives.directive_detail, name="directive-detail"),
    path("van-ban/<int:pk>/sua/", directives.directive_edit, name="directive-edit"),
    path("van-ban/<int:pk>/tep/", directives.directive_file, name="directive-file"),
    path("van-ban/<int:pk>/duyet/", review.review, name="review"),
    path("van-ban/<int:pk>/duyet/xac-nhan/", review.review_confirm_certain, name="review-confirm-certain"),
    path("van-ban/<int:pk>/duyet/them/", proposals.proposal_add, name="proposal-add"),
    path("van-ban/<int:pk>/duyet/thoi-han/", proposals.deadline_reading, name="deadline-reading"),
    path("van-ban/<int:pk>/giao/", review.directive_assign, name="directive-assign"),
    path("van-ban/de-xuat/<int:pk>/", proposals.proposal_item, name="proposal-item"),
    path("van-ban/de-xuat/<int:pk>/xac-nhan/", proposals.proposal_confirm, name="proposal-confirm"),
    path("van-ban/de-xuat/<int:pk>/bo/", proposals.proposal_drop, name="proposal-drop"),
    path("van-ban/de-xuat/<int:pk>/khoi-phuc/", proposals.proposal_restore, name="proposal-restore"),
    path("van-ban/de-xuat/<int:pk>/sua/", proposals.proposal_edit, name="proposal-edit"),
    path("van-ban/de-xuat/<int:pk>/gop/", proposals.proposal_merge, name="proposal-merge"),
    path("van-ban/de-xuat/<int:pk>/tach/", proposals.proposal_split, name="proposal-split"),
]
