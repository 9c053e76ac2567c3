import re
from datetime import timedelta

import pytest
import redis
import time_machine
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from agencies.mail.services import deliver_messages
from tests.factories import make_actor, make_person
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def person():
    found = make_actor().person
    found.set_password(PASSWORD)
    found.save()
    return found


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_sign_in_speaks_vietnamese_and_names_its_fields_for_password_managers(client):
    page = client.get(reverse("account_login")).content.decode()
    assert '<html lang="vi"' in page
    assert re.findall(r'autocomplete="([a-z-]+)"', page) == ["username", "current-password"]


def test_sign_in_leads_to_the_must_do_page_without_a_message(client, person):
    answer = sign_in(client, person.email)
    assert (answer.status_code, answer.url) == (302, reverse("agencies:must-do"))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == []


def test_sign_in_refuses_a_wrong_password_and_an_unknown_address_in_the_same_words(client, person):
    wrong, unknown = sign_in(client, person.email, "sai"), sign_in(client, "la@coquan.example")
    sentence = (
        "Địa chỉ thư hoặc mật khẩu không đúng. Xin kiểm tra lại; mật khẩu phân biệt chữ "
        "hoa, chữ thường."
    )
    assert (sentence in text_of(wrong), sentence in text_of(unknown)) == (True, True)
    assert f'value="{person.email}"' in wrong.content.decode()


def test_nobody_signs_up_alone(client):
    answer = client.get(reverse("account_signup"))
    assert "Tài khoản được cấp theo thư mời" in text_of(answer)


def test_signing_out_asks_on_get_and_acts_on_post(client, person):
    client.force_login(person)
    assert "Đăng xuất khỏi hệ thống?" in text_of(client.get(reverse("account_logout")))
    assert client.session.get("_auth_user_id") == str(person.pk)
    client.post(reverse("account_logout"))
    assert client.session.get("_auth_user_id") is None


def test_a_forgotten_password_is_replaced_through_the_mailed_link(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    [message] = sent_letters()
    assert message.subject.endswith("Đặt mật khẩu mới")
    link = re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    answer = client.post(
        form.wsgi_request.path,
        {"password1": "câu mới dài hơn hẳn", "password2": "câu mới dài hơn hẳn"},
        follow=True,
    )
    assert "Đã lưu mật khẩu mới" in text_of(answer)
    person.refresh_from_db()
    assert person.check_password("câu mới dài hơn hẳn")


def test_two_different_new_passwords_are_refused_at_their_field(client, person):
    client.force_login(person)
    fields = {
        "oldpassword": PASSWORD,
        "password1": "câu mới dài hơn hẳn",
        "password2": "câu mới dài hơn nữa",
    }
    answer = client.post(reverse("account_change_password"), fields)
    assert "Hai lần nhập không giống nhau. Xin nhập mật khẩu mới hai lần như nhau." in text_of(
        answer
    )


def test_a_short_new_password_is_refused_in_vietnamese(client, person):
    client.force_login(person)
    fields = {"oldpassword": PASSWORD, "password1": "ngắn quá", "password2": "ngắn quá"}
    answer = client.post(reverse("account_change_password"), fields)
    assert "Mật khẩu quá ngắn: phải có ít nhất 12 ký tự." in text_of(answer)


def test_a_used_link_says_how_to_get_a_new_one(client):
    answer = client.get("/tai-khoan/mat-khau/moi/1-abc-def/", follow=True)
    assert "Liên kết này không còn dùng được" in text_of(answer)


def test_an_unknown_address_gets_a_mail_but_the_page_tells_nothing(client):
    make_person()
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in ("nguoi-khac@coquan.example", "la@coquan.example")
    )
    assert text_of(known) == text_of(unknown)
    subjects = [message.subject.split("] ")[-1] for message in sent_letters()]
    assert subjects == ["Không có tài khoản dùng địa chỉ này"] * 2


def test_a_letter_waits_for_a_silent_mail_server(client, person):
    silent = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=9
    )
    with silent:  # nobody listens there
        answer = client.post(
            reverse("account_reset_password"), {"email": person.email}, follow=True
        )
        assert deliver_messages().postponed == 1
    assert answer.redirect_chain == [(reverse("account_reset_password_done"), 302)]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert [letter.to for letter in sent_letters()] == [[person.email]]


def test_one_address_gets_at_most_three_letters_an_hour(client, person):
    cache.clear()
    answers = [
        client.post(reverse("account_reset_password"), {"email": person.email})
        for _attempt in range(4)
    ]
    assert ([answer.status_code for answer in answers], len(sent_letters())) == (
        [302, 302, 302, 429],
        3,
    )
    assert "Xin chờ một phút rồi thử lại." in text_of(answers[-1])


def test_guesses_are_counted_where_a_flushed_queue_does_not_forget_them(client, person):
    for _attempt in range(5):
        sign_in(client, person.email, "sai")
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    assert "Đăng nhập sai quá nhiều lần." in text_of(sign_in(client, person.email))


def test_nobody_changes_the_own_address():
    with pytest.raises(NoReverseMatch):
        reverse("account_email")
