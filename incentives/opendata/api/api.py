"""The API: routers, error handlers and OpenAPI document (docs/adr/0008-api.md)."""

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from config.pages.errors import PROBLEM_TYPE
from incentives.opendata.api import problems
from incentives.opendata.api.check import router as check
from incentives.opendata.api.match import router as match
from incentives.opendata.api.measures import router as measures
from incentives.opendata.api.sources import router as sources
from incentives.opendata.api.vocabularies import router as words
from policies.caching.pages import public_page

DESCRIPTION = (
    "惠企事项、政策文件、条款和指标；除了 POST /match（不保存、不记录）都是只读。金额是整数，单位元；日期是 ISO 8601；"
    "每个数字带出处（文件、条款位置、指纹）；来源没有写的字段列在 not_stated。"
)


class CatalogueAPI(NinjaAPI):
    """NinjaAPI whose OpenAPI document gives problems the media type of RFC 9457."""

    def get_openapi_schema(self, **paths) -> OpenAPISchema:
        schema = super().get_openapi_schema(**paths)
        for operations in schema["paths"].values():
            operations.pop("head", None)  # same as GET, and operationIds must be unique
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if status >= 400:
                        response["content"] = {PROBLEM_TYPE: response["content"].pop("application/json")}
        return schema


# Ninja's reference pages need a CDN or inline scripts; ours is incentives/opendata/api/reference.py.
api = CatalogueAPI(
    title="惠企事项数据接口",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="incentives:api",
)
for router in (measures, sources, words):
    router.add_decorator(public_page, mode="view")
    api.add_router("", router)
for router in (match, check):
    api.add_router("", router)
problems.handle(api)


@lru_cache(maxsize=1)
def description() -> dict:
    """The OpenAPI 3.1 document of the API; it does not depend on the content."""
    return json.loads(json.dumps(api.get_openapi_schema()))


@public_page
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
