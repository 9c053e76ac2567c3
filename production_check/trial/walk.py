"""The first coordinator's first day, over HTTPS through the proxy: from the invitation to the mail
of a task.
"""

import datetime
import io
import re
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from agencies.demo.papers import plan_current, write_paper
from production_check.engine.services import Engine
from production_check.report import CheckError
from production_check.trial.mail import CaughtMail, mail_text
from production_check.trial.visitor import Visitor, one_time_code
from reader.errors import MAX_BYTES
from vietnam.calendar import WorkingCalendar

ADDRESS = "dieu-phoi@van-phong.example"
NAME = "Nguyễn Thị Kiểm Tra"
# A worker delivers every half minute.
SECONDS_FOR_MAIL = 90.0


@dataclass
class Walk:
    engine: Engine
    visitor: Visitor
    mail: CaughtMail
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    key: str = ""

    def list_steps(self) -> list[Callable[[], str]]:
        """In this order; each raises CheckError, or returns what it showed."""
        return [
            self.bootstrap_portal,
            self.accept_invitation,
            self.set_up_second_factor,
            self.sign_in_again,
            self.upload_directive,
            self.confirm_and_assign,
            self.have_mail_delivered,
        ]

    def bootstrap_portal(self) -> str:
        # The one command of the first day.
        command = ["python", "manage.py", "bootstrap", "--no-input"]
        self.engine.run_beside("web", [*command, "--email", ADDRESS, "--name", NAME])
        return "bootstrap queued the first coordinator's invitation"

    def accept_invitation(self) -> str:
        letter = mail_text(self.mail.wait_for("/loi-moi/", SECONDS_FOR_MAIL))
        link = re.search(r"https://\S+/loi-moi/\S+/", letter)
        if link is None:
            raise CheckError("The letter of the invitation has no link.")
        self.visitor.get(link[0])
        self.visitor.post("", {"password": self.password, "again": self.password})
        return "the invitation arrived by mail; its link opened, a password was chosen"

    def set_up_second_factor(self) -> str:
        self.visitor.must_be_at("/tai-khoan/")  # nothing else opens before
        self.visitor.get("/tai-khoan/hai-lop/ung-dung/")
        if self.visitor.has_form("/tai-khoan/xac-nhan/"):
            self.visitor.post("/tai-khoan/xac-nhan/", {"password": self.password})
        self.key = "".join(self.visitor.tree().xpath("string(//code[@class='secret'])").split())
        self.visitor.post("/tai-khoan/hai-lop/ung-dung/", {"code": one_time_code(self.key)})
        if not self.visitor.page.url.path.startswith("/tai-khoan/hai-lop/ma-du-phong/"):
            raise CheckError(
                f"No recovery codes are shown after the second factor. {self.visitor.words()}"
            )
        return "a second factor was set up"

    def sign_in_again(self) -> str:
        self.visitor.get("/viec-can-lam/")
        self.visitor.post("/tai-khoan/dang-xuat/", {})
        self.visitor.get("/viec-can-lam/")
        self.visitor.must_be_at("/tai-khoan/dang-nhap/")
        self.visitor.post("/tai-khoan/dang-nhap/", {"login": ADDRESS, "password": self.password})
        self.visitor.must_be_at("/tai-khoan/hai-lop/dang-nhap/")
        self.visitor.post(
            "/tai-khoan/hai-lop/dang-nhap/", {"code": one_time_code(self.key, steps_ahead=1)}
        )
        self.visitor.must_be_at("/viec-can-lam/")
        return "signed out; signed in again with password and code"

    def upload_directive(self) -> str:
        document = large_document(MAX_BYTES - 1024)
        self.visitor.get("/van-ban/doc/")
        self.visitor.post("", {}, files={"file": ("ke-hoach.docx", document)})
        self.visitor.must_be_at("/duyet/")
        return f"a directive of {len(document) / 1_048_576:.1f} MB was uploaded and read"

    def confirm_and_assign(self) -> str:
        number = self.visitor.page.url.path.split("/")[2]
        self.visitor.post(f"/van-ban/{number}/duyet/xac-nhan/", {})
        self.visitor.get(f"/van-ban/{number}/giao/")
        self.visitor.post("", {})
        self.visitor.must_be_at(f"/van-ban/{number}/")
        tasks = set(self.visitor.links("/nhiem-vu/"))
        if not tasks:
            raise CheckError(f"The directive shows no task. {self.visitor.words()}")
        return f"its tasks were confirmed and assigned ({len(tasks)} links to them)"

    def have_mail_delivered(self) -> str:
        # The coordinator's own body owes the first of them.
        self.visitor.get("/viec-can-lam/")
        own = [
            link for link in self.visitor.links("/nhiem-vu/") if re.search(r"/nhiem-vu/\d+/", link)
        ]
        if not own:
            raise CheckError(
                f"“Must do” shows no task of the coordinator's own body. {self.visitor.words()}"
            )
        self.visitor.get(own[0])
        title = " ".join(self.visitor.tree().xpath("string(//h1)").split())
        self.visitor.post("/nhac/", {})
        self.mail.wait_for(title[:40], SECONDS_FOR_MAIL)
        return "a reminder of a task was asked for, and its mail delivered"


def large_document(size: int) -> bytes:
    # The plan of the demonstration as a DOCX file of this many bytes; what fills it is in no page.
    today = datetime.datetime.now(datetime.UTC).date()
    paper = io.BytesIO(write_paper(plan_current(today, WorkingCalendar())))
    with zipfile.ZipFile(paper, "a") as archive:
        room = size - len(paper.getvalue())
        archive.writestr("word/media/filled.bin", secrets.token_bytes(room - 200))
    return paper.getvalue()
