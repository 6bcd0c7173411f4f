from django.contrib import admin
from django.db import transaction
from django.urls import NoReverseMatch

from config import audit
from policies.caching.content_version import changing, lock


class PublicAdmin(admin.ModelAdmin):
    """The admin of rows that are public once saved: each change raises the content version (docs/adr/0006).

    A form is checked and saved under the content lock (docs/adr/0011). Nobody reviews these rows, so each change is
    noted in the audit file too (docs/adr/0009).
    """

    def get_view_on_site_url(self, obj=None):
        """None while a form holds an address that cannot be, such as a place 1,7: it is shown again with its error."""
        try:
            return super().get_view_on_site_url(obj)
        except NoReverseMatch:
            return None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            lock()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_deleted_objects(self, objs, request):
        """What something links to stays: its removal would silently change what is public, or was."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        for relation in self.model._meta.related_objects:
            if relation.many_to_many:
                linking = relation.related_model.objects.filter(**{f"{relation.field.name}__in": objs})
                protected += [f"{relation.related_model._meta.verbose_name}：{row}" for row in linking.distinct()]
        return deleted, counts, missing, protected

    def save_related(self, request, form, formsets, change):
        # The row itself has been saved in the same transaction, which holds the content lock.
        with changing(form.instance):
            super().save_related(request, form, formsets, change)

    def delete_model(self, request, obj):
        with changing(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with changing(*queryset):
            super().delete_queryset(request, queryset)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        audit.note_row(obj, by=request.user.get_username(), done=entry.get_change_message())
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        audit.note_row(obj, by=request.user.get_username(), done=entry.get_change_message())
        return entry

    def log_deletions(self, request, queryset):
        for row in queryset:
            audit.note_row(row, by=request.user.get_username(), done="删除")
        return super().log_deletions(request, queryset)
