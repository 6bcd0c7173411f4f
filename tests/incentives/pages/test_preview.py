"""Secret links to drafts: made, followed, revoked, listed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from incentives.editorial.preview_links import create_preview
from incentives.enums import Kind, MeasureStatus
from incentives.models import Measure, PreviewLink
from tests import factories
from tests.incentives.admin.addresses import address, make_preview

pytestmark = pytest.mark.django_db


def test_preview_link_is_secret_marked_and_never_cached(client, people):
    people("编辑")
    draft = factories.draft(title="尚未公开", kind=Kind.SUBSIDY)
    factories.subsidy_tier(draft, 5)
    link = make_preview(client, draft)
    client.logout()

    answer = client.get(link)

    assert "草稿预览" in answer.content.decode()
    assert "尚未公开" in answer.content.decode()
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert link.split("/")[-2] not in str(list(PreviewLink.objects.values()))


def test_preview_revoked_expired_or_done(client, people, published):
    editor = people("编辑")
    drafts = [factories.draft(), factories.draft(), factories.draft()]
    links = [make_preview(client, draft) for draft in drafts]

    client.post(address("previews", drafts[0]), {"revoke": PreviewLink.objects.get(measure=drafts[0]).pk})
    PreviewLink.objects.filter(measure=drafts[1]).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    Measure.objects.filter(pk=drafts[2].pk).update(status=MeasureStatus.ARCHIVED)

    assert [client.get(link).status_code for link in links] == [404, 404, 404]
    assert client.get(reverse("incentives:preview", args=["guess"])).status_code == 404
    assert str(create_preview(measure=drafts[0], by=editor, recipient="法规处")[0]).endswith("：法规处")


def test_preview_of_what_is_on_record_is_not_made(client, people, published):
    people("编辑")

    page = client.post(address("previews", published), {"recipient": "财政局"})

    assert page.context["address"] == ""
    assert not PreviewLink.objects.exists()


def test_previews_are_for_editors(client, people, revision):
    people("审核")

    assert client.get(address("previews", revision)).status_code == 403


def test_preview_links_are_listed_to_read(admin_client):
    link, _ = create_preview(measure=factories.draft(), by=factories.user("writer"), recipient="法规处")
    names = {page: reverse(f"admin:incentives_previewlink_{page}", args=[link.pk]) for page in ("change", "delete")}

    assert "法规处" in admin_client.get(reverse("admin:incentives_previewlink_changelist")).content.decode()
    assert admin_client.get(names["change"]).status_code == 200
    assert [admin_client.post(url).status_code for url in names.values()] == [403, 403]
    assert admin_client.get(reverse("admin:incentives_previewlink_add")).status_code == 403
