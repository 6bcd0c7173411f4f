"""Staff of the drill: one process that revises, publishes, imports and saves categories until it is stopped.

`python -m benchmarks.drill.desk NAME` writes a line for each act: `measure SLUG VERSION` or `document SLUG` once the
publication was acknowledged, `failed REASON` where the database did not answer, `refused` where a colleague was faster.
"""

import itertools
import os
import random
import sys
import time
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import AbstractUser  # noqa: E402
from django.db import Error, connection  # noqa: E402

from incentives.editorial.transitions import Refused  # noqa: E402
from incentives.editorial.workflow import publish_measure, revise_measure, submit_measure  # noqa: E402
from incentives.models import Measure  # noqa: E402
from policies.caching.content_version import changing  # noqa: E402
from policies.importing.actions import import_document, publish_document  # noqa: E402
from policies.models import Category  # noqa: E402

PAUSE = 0.2  # seconds after a failure
TEXT = "关于演练{0}的通知\n\n演练字〔2026〕{0}号\n\n一、对演练{0}的参加单位给予支持。\n\n二、本通知自发布之日起施行。\n"


def main(name: str) -> None:
    acts = work(name)
    while True:
        try:
            line = next(acts)
        except Refused:
            line, acts = "refused", work(name)
        except Error as error:
            connection.close()
            time.sleep(PAUSE)
            line, acts = f"failed {type(error).__name__}: {error}".splitlines()[0], work(name)
        print(line, flush=True)


def work(name: str) -> Iterator[str]:
    """The acts of one office, in turn; each is done when its line is asked for."""
    writer, reviewer = person(f"{name}-writer"), person(f"{name}-reviewer")
    for _ in itertools.count():
        yield publish(writer, reviewer)
        yield bring(reviewer)
        yield name_category()


def person(name: str) -> AbstractUser:
    return get_user_model().objects.get_or_create(username=name)[0]


def publish(writer: AbstractUser, reviewer: AbstractUser) -> str:
    """Revise a public measure and publish the revision."""
    public = random.choice(Measure.objects.published().order_by("pk")[:20])
    draft = Measure.objects.in_work().filter(slug=public.slug, editors=writer).first()
    if draft is None:
        draft = revise_measure(measure=public, by=writer)
        Measure.objects.filter(pk=draft.pk).update(change_note="演练")
        draft = submit_measure(measure=draft, by=writer)
    publish_measure(measure=draft, by=reviewer)
    return f"measure {draft.slug} {draft.version}"


def bring(by: AbstractUser) -> str:
    """Import a new text and make it public."""
    document = import_document(data=TEXT.format(random.randrange(10**9)).encode()).document
    publish_document(document=document, by=by)
    return f"document {document.slug}"


def name_category() -> str:
    category = random.choice(Category.objects.all())
    category.description = f"演练 {random.random()}"
    with changing(category):
        category.save()
    return "category"


if __name__ == "__main__":
    main(sys.argv[1])
