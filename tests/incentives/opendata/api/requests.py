"""Asking the API in tests."""

from django.http import HttpResponse
from django.test import Client

API = "/api/v1"


def get(client: Client, path: str, status: int = 200, **headers: str) -> HttpResponse:
    answer = client.get(f"{API}{path}", headers=headers)
    assert answer.status_code == status, answer.content.decode()
    return answer
