from django.urls import path

from agencies.accounts import views

urlpatterns = [
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/phien/<int:pk>/dong/", views.session_close, name="account-session-close"),
    path("tai-khoan/phien/dong-het/", views.sessions_close, name="account-sessions-close"),
    path("tai-khoan/thu/", views.email_change, name="account-email"),
    path("tai-khoan/thu/<str:token>/", views.email_confirm, name="account-email-confirm"),
]
