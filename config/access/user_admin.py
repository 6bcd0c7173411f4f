"""Admin of users and groups. Users are deactivated, never deleted. Each change of rights is recorded."""

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpResponseRedirect
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from config import audit
from config.access import second_factor, sessions

User = get_user_model()
# The pages of devices show secrets. Users set up their own device; an administrator can only remove it.
for model in (User, Group, StaticDevice, TOTPDevice):
    admin.site.unregister(model)


@admin.register(User)
class StaffAdmin(UserAdmin):
    actions = ("end_sessions", "remove_second_factor")

    def has_change_permission(self, request, obj=None):
        """Only a superuser may change a superuser, who could otherwise be given another password."""
        guarded = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not guarded

    def has_delete_permission(self, request, obj=None):
        return False  # deleting a user would delete the records of their work: clear 有效 instead

    def get_readonly_fields(self, request, obj=None):
        """Only superusers make superusers or grant single permissions. Others cannot change their own groups."""
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fields
        own = ("groups", "is_staff", "is_active") if obj == request.user else ()
        return (*fields, "is_superuser", "user_permissions", *own)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.is_staff = True  # only staff have accounts; without it a new colleague could not sign in
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        user = form.instance
        if not user.is_active:  # otherwise they would be valid again once the user is reactivated
            sessions.end_sessions(user)
        audit.note(
            "user-changed" if change else "user-added",
            by=request.user.get_username(),
            of=user.get_username(),
            fields=form.changed_data,
            groups=[group.name for group in user.groups.order_by("name")],
            permissions=[permission.codename for permission in user.user_permissions.order_by("codename")],
            active=user.is_active,
            staff=user.is_staff,
            superuser=user.is_superuser,
        )

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if isinstance(response, HttpResponseRedirect):
            user = User.objects.get(pk=id)
            sessions.end_sessions(user, but=request.session.session_key)
            audit.note("password-set", by=request.user.get_username(), of=user.get_username())
        return response

    @admin.action(description="退出全部登录", permissions=["change"])
    def end_sessions(self, request, queryset):
        for user in self._reachable(request, queryset):
            ended = sessions.end_sessions(user, but=request.session.session_key)
            audit.note("sessions-ended", by=request.user.get_username(), of=user.get_username(), number=ended)
            self.message_user(request, f"“{user}”：已退出 {ended} 处登录。", messages.SUCCESS)

    @admin.action(description="取消两步验证（手机丢失时）", permissions=["change"])
    def remove_second_factor(self, request, queryset):
        for user in self._reachable(request, queryset):
            second_factor.remove(user)
            sessions.end_sessions(user, but=request.session.session_key)  # the lost phone may have a session
            audit.note("second-factor-removed", by=request.user.get_username(), of=user.get_username())
            self.message_user(request, f"“{user}”：已取消两步验证，请本人重新设置。", messages.SUCCESS)

    def _reachable(self, request, queryset):
        """The users that this administrator may change. A message names each of the others."""
        for user in queryset:
            if self.has_change_permission(request, user):
                yield user
            else:
                self.message_user(request, f"“{user}”：没有权限。", messages.ERROR)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        permissions = [permission.codename for permission in form.instance.permissions.all()]
        name = request.user.get_username()
        audit.note("group-changed", by=name, of=form.instance.name, permissions=sorted(permissions))

    def delete_model(self, request, obj):
        audit.note("group-deleted", by=request.user.get_username(), of=obj.name)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for group in queryset:
            audit.note("group-deleted", by=request.user.get_username(), of=group.name)
        super().delete_queryset(request, queryset)
