"""Second factor: codes of the user's device (TOTP, RFC 6238), and recovery codes for a lost device."""

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
PENDING = "pending_device"  # session key: the device that is being set up


def suffices(request: HttpRequest) -> bool:
    """Whether the session needs no further proof: it gave a code, or the user has no device and OTP_REQUIRED is off."""
    if request.user.is_verified():
        return True
    if not hasattr(request.user, "needs_code"):  # stored, as one page asks several times
        request.user.needs_code = settings.OTP_REQUIRED or has_device(request.user)
    return not request.user.needs_code


def has_device(user: AbstractUser) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def owes_code(user: AbstractUser) -> bool:
    """Whether the user has a device but has given only the password."""
    return not user.is_verified() and has_device(user)


def new_device(request: HttpRequest) -> TOTPDevice:
    """The device that this session is setting up. It is not used before its first right code.

    Each session gets a device of its own, so that a key shown in one session cannot be confirmed in another.
    """
    pending = TOTPDevice.objects.filter(user=request.user, confirmed=False)
    device = pending.filter(pk=request.session.get(PENDING)).first()
    if device is None:
        pending.delete()
        device = TOTPDevice.objects.create(user=request.user, name="TOTP", confirmed=False)
        request.session[PENDING] = device.pk
    return device


def secret(device: TOTPDevice) -> str:
    """The device's key in Base32, in groups of four characters, for typing it into an app."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@transaction.atomic
def accept(device: TOTPDevice, code: str) -> list[str]:
    """Confirm the device if `code` is right, and delete an older one. Returns recovery codes; [] if it is wrong."""
    if not django_otp.verify_token(device.user, device.persistent_id, code):
        return []
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return _recovery_codes(device.user)


def verified(user: AbstractUser, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that accepts `code`, or None. Six characters are a TOTP code, anything else is a recovery code."""
    typed = "".join(code.split()).replace("-", "").upper()
    kind, text = (TOTPDevice, typed) if len(typed) == 6 else (StaticDevice, _digest(user, typed))
    device = kind.objects.filter(user=user, confirmed=True).first()
    # verify_token locks the device, accepts a code once, and delays further attempts after a wrong one
    return device and django_otp.verify_token(user, device.persistent_id, text)


@transaction.atomic
def remove(user: AbstractUser) -> None:
    """Delete device and recovery codes, for instance when a phone was lost."""
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
    """The stored hash of a recovery code: reading the database reveals no code."""
    return salted_hmac("recovery-code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()[:16]
