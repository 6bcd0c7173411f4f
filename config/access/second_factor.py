"""A code from the user's own device beside the password (TOTP, RFC 6238), and recovery codes for a lost device."""

import base64
import secrets

import django_otp
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
PENDING = "pending_device"  # in the session: the key of the device it is setting up


def suffices(request: HttpRequest) -> bool:
    """Whether this session proved as much as the user and the setting OTP_REQUIRED ask for."""
    if request.user.is_verified():
        return True
    if not hasattr(request.user, "needs_code"):  # asked several times while a page is made
        request.user.needs_code = settings.OTP_REQUIRED or has_device(request.user)
    return not request.user.needs_code


def has_device(user: AbstractUser) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def owes_code(user: AbstractUser) -> bool:
    """Whether only the password was given, though there is a device to ask for."""
    return not user.is_verified() and has_device(user)


def new_device(request: HttpRequest) -> TOTPDevice:
    """The device this session is about to set up; it counts from its first right code on.

    Its key was shown to this session alone: whoever looked at the page in another one knows a key nobody will use.
    """
    pending = TOTPDevice.objects.filter(user=request.user, confirmed=False)
    device = pending.filter(pk=request.session.get(PENDING)).first()
    if device is None:
        pending.delete()
        device = TOTPDevice.objects.create(user=request.user, name="TOTP", confirmed=False)
        request.session[PENDING] = device.pk
    return device


def secret(device: TOTPDevice) -> str:
    """The key for typing it in, in groups of four as apps show it."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@transaction.atomic
def accept(device: TOTPDevice, code: str) -> list[str]:
    """Take the device into use if `code` is right, in place of an older one; its recovery codes, else none."""
    if not django_otp.verify_token(device.user, device.persistent_id, code):
        return []
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return _recovery_codes(device.user)


def verified(user: AbstractUser, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that `code` belongs to: six digits are a device's, anything else is a recovery code."""
    typed = "".join(code.split()).replace("-", "").upper()
    kind, text = (TOTPDevice, typed) if len(typed) == 6 else (StaticDevice, _digest(user, typed))
    device = kind.objects.filter(user=user, confirmed=True).first()
    # verify_token locks the device: no code is taken twice, and wrong ones make the next wait longer each time
    return device and django_otp.verify_token(user, device.persistent_id, text)


@transaction.atomic
def remove(user: AbstractUser) -> None:
    """Forget device and recovery codes: for a lost phone, by a colleague who manages users."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def codes_left(user: AbstractUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def _recovery_codes(user: AbstractUser) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_digest(user, code)) for code in codes)
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


def _digest(user: AbstractUser, code: str) -> str:
    """What the table holds of a recovery code: who reads the database learns none."""
    return salted_hmac("recovery-code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()[:16]
