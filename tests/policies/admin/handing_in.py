"""The page to import a text, as somebody in a browser uses it."""

from django.urls import reverse_lazy

from tests.policies import sample_document as sample

TEXT = sample.document()
CHANGED = sample.document(body=["序。", *sample.BODY[:3], "每家小店发5万元。“能不能再多?”可以!", *sample.BODY[4:]])


PAGE = reverse_lazy("admin:policies_document_hand_in")


def hand_in(client, text=None, file=None, **values):
    return client.post(PAGE, values | ({"file": file} if file else {"text": text}))


def fields_of(page):
    """What the browser would post for all fields of a preview."""
    form, head, source, plan = (page.context[name] for name in ("form", "head", "source", "plan"))
    posted = {"source": source.pk, "seen": plan.token, "text": form["text"].value() or ""}
    posted |= {name: form[name].value() or "" for name in ("document", "title")}
    if head:
        posted |= {head[name].html_name: head[name].value() or "" for name in head.fields if name != "issuers"}
    return posted


def step(client, page, name, **values):
    """Press a button of a preview."""
    return client.post(PAGE, fields_of(page) | {"step": str(name)} | values, follow=True)


def take(client, text, **values):
    """Hand in a text and store what its preview shows."""
    return step(client, hand_in(client, text, **values), "take")


def change(page, path, kind="join"):
    """The change that a button beside a sentence posts."""
    shown = {one.clause.path: one for part in page.context["parts"] for one in part.sentences}[path]
    return {"join": shown.join, "above": shown.above, "split": shown.pieces[0][1]}[kind]


def read(page):
    return [clause.text for clause in page.context["plan"].clauses]
