"""What the change form of a measure posts."""

from django.urls import reverse


def change(measure):
    return reverse("admin:incentives_measure_change", args=[measure.pk])


def fields(measure, **values):
    """What the change form of a subsidy posts, without rows."""
    posted = {
        "title": measure.title,
        "slug": measure.slug,
        "promise": measure.promise,
        "kind": measure.kind,
        "category": measure.category_id,
        "availability": measure.availability,
        "delivery": measure.delivery,
        "stacking": measure.stacking,
        "change_note": measure.change_note,
        "seen_lock": measure.lock,
        "clauses": [clause.pk for clause in measure.clauses.all()],
    }
    for prefix in ("subsidy_tiers", "conditions", "materials", "agency_roles"):
        posted |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return posted | values


def rung(**values):
    """One new rung in the form of a subsidy."""
    row = {"label": "一档", "position": "", "first_time": "unknown", "one_off": "unknown"} | values
    return {"subsidy_tiers-TOTAL_FORMS": 1} | {f"subsidy_tiers-0-{name}": value for name, value in row.items()}
