from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SpeechState(TextChoices):
    """Where somebody stands who has asked to speak; stored with the moments that prove it."""

    ASKED = "asked", pgettext_lazy("speech", "Asked to speak")
    CALLED = "called", pgettext_lazy("speech", "Called")
    SPEAKING = "speaking", pgettext_lazy("speech", "Speaking")
    DONE = "done", pgettext_lazy("speech", "Has spoken")
    WITHDRAWN = "withdrawn", pgettext_lazy("speech", "Withdrawn")
    PASSED = "passed", pgettext_lazy("speech", "Not reached")

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    SpeechState.ASKED: "wait",
    SpeechState.CALLED: "open",
    SpeechState.SPEAKING: "open",
    SpeechState.DONE: "done",
    SpeechState.WITHDRAWN: "off",
    SpeechState.PASSED: "off",
}
IN_LINE = (SpeechState.ASKED, SpeechState.CALLED)


class QuestionState(TextChoices):
    """What has become of a question; words are no solution."""

    OPEN = "open", pgettext_lazy("question", "Not answered yet")
    ANSWERED = "answered", pgettext_lazy("question", "Answered at the conference")
    IN_WRITING = "in_writing", pgettext_lazy("question", "Answered in writing later")

    @property
    def tone(self) -> str:
        return _QUESTION_TONES[self]


_QUESTION_TONES = {
    QuestionState.OPEN: "wait",
    QuestionState.ANSWERED: "done",
    QuestionState.IN_WRITING: "open",
}
