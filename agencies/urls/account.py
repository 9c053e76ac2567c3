from django.urls import path

from agencies.views import account, factors, sessions

urlpatterns = [
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/phien/<int:pk>/dong/", account.session_close, name="account-session-close"),
    path("tai-khoan/phien/dong-het/", account.sessions_close, name="account-sessions-close"),
    path("tai-khoan/ma-du-phong/da-giu/", factors.codes_kept, name="account-codes-kept"),
    path("tai-khoan/mo-khoa/", sessions.unlock, name="session-unlock"),
    path("tai-khoan/khoa/", sessions.lock, name="session-lock"),
    path("tai-khoan/con-day/", sessions.alive, name="session-alive"),
    path("tai-khoan/thu/", account.email_change, name="account-email"),
    path("tai-khoan/thu/<str:token>/", account.email_confirm, name="account-email-confirm"),
]
