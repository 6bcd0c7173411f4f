"""Pages of the measures' admin, for the tests of the desk."""

from django.urls import reverse


def address(name, measure, *args):
    return reverse(f"admin:incentives_measure_{name}", args=[measure.pk, *args])


def make_preview(client, draft):
    page = client.post(address("previews", draft), {"recipient": "财政局"})
    return page.context["address"].removeprefix("http://testserver")
