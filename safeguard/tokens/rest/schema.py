"""What every address of the API may answer beside its own."""

from drf_spectacular.utils import OpenApiResponse

from safeguard.tokens.rest.problems import Problem

REFUSALS = {
    400: OpenApiResponse(Problem, "Something asked for can't be; `fields` says what"),
    401: OpenApiResponse(Problem, "No token, or one that doesn't work: never did, expired, revoked"),
    403: OpenApiResponse(Problem, "The token hasn't got this right, or the institution is suspended"),
    404: OpenApiResponse(Problem, "Not there, or not for this token: alike"),
    429: OpenApiResponse(Problem, "Too many requests; Retry-After says when to come again"),
}
