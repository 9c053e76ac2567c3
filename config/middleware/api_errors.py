"""Whatever goes wrong below /api/ is reported in JSON: programs do not read pages."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin

PREFIX = "/api/"
SENTENCES = {
    400: "The request is not understood.",
    403: "This is not allowed.",
    404: "There is nothing at this address.",
    405: "This address does not take this method; `Allow` names those it takes.",
    413: "The body is too large.",
    429: "Too many requests. Wait as long as `Retry-After` says.",
    500: "The portal failed to answer; nothing was changed, and its keepers can read why.",
    503: "The portal is busy. Try again in a moment.",
}
_OF_THE_PAGE = ("Content-Type", "Content-Length", "Content-Language", "Content-Encoding", "ETag")


class ApiErrorMiddleware(MiddlewareMixin):
    """Outermost, so that it sees what Django and every other middleware refuse."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_json = response.get("Content-Type", "").startswith("application/json")
        if response.status_code < 400 or not request.path_info.startswith(PREFIX) or is_json:
            return response
        detail = SENTENCES.get(response.status_code) or HTTPStatus(response.status_code).description
        answer = JsonResponse({"detail": detail}, status=response.status_code)
        # With every header of the refusal, such as `Allow`, that does not describe its page.
        for name, value in response.items():
            if name not in _OF_THE_PAGE:
                answer[name] = value
        answer.cookies = response.cookies
        return answer
