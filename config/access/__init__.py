"""Sign-in of staff (docs/adr/0009): sessions, second factor, confirmation, lockout.

This package is no Django app. Its data is in Django's sessions and in the tables of django-axes and django-otp.
"""
