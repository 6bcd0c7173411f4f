import pytest
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from config.middleware.request_limits import MistypedKeys
from tests import factories


@pytest.mark.parametrize("length", [str(settings.MAX_BODY_BYTES + 1), "-1", "many"])
def test_body_too_large_is_refused_unread(client, length):
    answer = client.post(reverse("display"), CONTENT_LENGTH=length)

    assert answer.status_code == 413
    assert "提交的内容太大" in answer.content.decode()


@pytest.mark.parametrize("address", ["/documents/?page=a%00b", "/measures/a%00b/"])
def test_address_with_nul_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_too_many_fields_or_files_are_refused(client):
    many = {f"field-{number}": "" for number in range(5001)}
    files = {f"file-{number}": SimpleUploadedFile("a.txt", b"a") for number in range(6)}

    assert client.post(reverse("admin:login"), many).status_code == 400
    assert client.post(reverse("admin:login"), files).status_code == 400
    assert client.post(reverse("admin:login"), {"username": "x" * 2_700_000}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x", "\0", "9" * 30])
def test_row_that_is_no_row_is_the_client_s_mistake(client, key):
    client.force_login(factories.user("root", is_superuser=True))
    clause, agency = factories.clause(), factories.agency()
    posted = {"action": "delete_selected", "_selected_action": key}

    assert client.post(reverse("admin:policies_agency_changelist"), posted).status_code < 500
    form = {"name": "数", "clause": key}
    assert client.post(reverse("admin:policies_indicator_add"), form).status_code in {200, 400}
    agency.refresh_from_db()
    assert not clause.indicators.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["change", "delete"])
def test_row_asked_for_by_no_field_is_the_client_s_mistake(client, page):
    client.force_login(factories.user("root", is_superuser=True))
    address = reverse(f"admin:policies_agency_{page}", args=[factories.agency().pk])

    assert client.get(address, {"_to_field": ""}).status_code == 400
    assert client.get(address, {"_to_field": "phone"}).status_code == 400
    assert client.get(address).status_code == 200


def test_faults_of_our_own_stay_faults():
    mistyped = MistypedKeys(lambda request: None)
    fault, mistake = ValueError("ours"), ValueError("Field 'id' expected a number but got 'x'.")
    lost = FieldDoesNotExist("Agency has no field named 'ours'")

    assert mistyped.process_exception(RequestFactory().get("/admin/"), fault) is None
    assert mistyped.process_exception(RequestFactory().get("/admin/"), lost) is None
    assert mistyped.process_exception(RequestFactory().get("/"), mistake) is None
    assert mistyped.process_exception(RequestFactory().get("/admin/"), mistake).status_code == 400
