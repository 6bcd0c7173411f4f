from django.forms.models import BaseInlineFormSet


class NumberedFormSet(BaseInlineFormSet):
    """Rows in an order: a row whose position is left empty goes to the end."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["position"].required = False
        if form.instance.pk is None:
            form.initial["position"] = None

    def clean(self):
        forms = [form for form in self.forms if form.has_changed() or form.instance.pk]
        taken = [form.cleaned_data.get("position") or 0 for form in forms if hasattr(form, "cleaned_data")]
        last = max(taken, default=0)
        for form in forms:
            if getattr(form, "cleaned_data", None) and form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = form.cleaned_data["position"] = last
        super().clean()
