"""The staff start page's heaps of work, for the admin's index."""

from django import template

from incentives.desk import Pile, piles

register = template.Library()


@register.simple_tag
def desk(user) -> list[Pile]:
    return piles(user)
