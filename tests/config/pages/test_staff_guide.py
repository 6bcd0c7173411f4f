"""The staff guide in the admin: the same text as docs/staff-guide.zh.md, with pictures that are there."""

import re

import pytest
from django.urls import reverse

from config.pages.staff_guide import SOURCE, guide

pytestmark = pytest.mark.django_db


def test_guide_is_linked_from_the_desk_and_shows_every_part(admin_client):
    assert reverse("admin:guide") in admin_client.get(reverse("admin:index")).content.decode()

    html = admin_client.get(reverse("admin:guide")).content.decode()

    headings = re.findall("^## (.+)$", SOURCE.read_text(encoding="utf-8"), re.M)
    assert [heading for _, heading in guide().parts] == headings
    for id_, heading in guide().parts:
        assert f'<h2 id="{id_}">{heading}</h2>' in html
        assert f'<a href="#{id_}">{heading}</a>' in html
    assert html.count("<h1") == 1
    assert "<table>" in html


def test_every_picture_of_the_guide_is_there_and_has_words(settings):
    pictures = re.findall(r"!\[(.*?)\]\(\.\./static/(.*?)\)", SOURCE.read_text(encoding="utf-8"))

    assert pictures
    for words, path in pictures:
        assert len(words) > 4
        assert (settings.BASE_DIR / "static" / path).is_file()
    assert {path.name for path in (settings.BASE_DIR / "static" / "guide").iterdir()} == {
        path.removeprefix("guide/") for _, path in pictures
    }


def test_pictures_of_the_guide_are_served_as_static_files(settings):
    assert guide().html.count(f'src="{settings.STATIC_URL}guide/') == SOURCE.read_text(encoding="utf-8").count("![")


def test_pictures_of_the_guide_are_light(settings):
    pictures = list((settings.BASE_DIR / "static" / "guide").glob("*.png"))

    assert pictures
    assert sum(picture.stat().st_size for picture in pictures) <= 400_000
