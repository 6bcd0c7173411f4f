"""The list of indicators: figures of the sources that are no awards."""

from django.views.generic import ListView

from policies.models import Indicator


class IndicatorList(ListView):
    template_name = "policies/pages/indicator_list.html"
    context_object_name = "indicators"
    paginate_by = 100

    def get_queryset(self):
        return Indicator.objects.public().in_reading_order()
