"""How staff sign in and stay signed in (docs/adr/0009): sessions, second factor, confirmation, lockout.

No app: what it stores lies in Django's sessions and in the tables of django-axes and django-otp.
"""
