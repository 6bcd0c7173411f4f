"""The fields of a new document as its text states them, to be corrected and filled in before it is stored."""

from django import forms

from policies.enums import Genre
from policies.importing.plan import Plan, drafted
from policies.models import Document

_NOT_FOUND = "原文没有写，查到后请补填；留空＝来源未载明"


class HeaderForm(forms.ModelForm):
    """What a new draft document will say of itself. Each field tells where in the text its value was found."""

    prefix = "head"

    class Meta:
        model = Document
        fields = (
            *("title", "subtitle", "issuers", "genre", "doc_number", "index_number", "topic", "region", "validity"),
            *("written_on", "published_on", "effective_on", "expires_on"),
        )
        widgets = {
            name: forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            for name in ("written_on", "published_on", "effective_on", "expires_on")
        }

    @classmethod
    def of(cls, plan: Plan, data=None) -> "HeaderForm":
        """The form for a plan that makes a document, bound where `data` has its fields."""
        posted = data if data and "head-title" in data else None
        form = cls(posted, instance=drafted(plan), initial={"issuers": plan.issuers})
        header = plan.header
        for name, field in form.fields.items():
            stated = "issuer" if name == "issuers" else name
            if name == "region":  # no text says it in its header
                field.help_text = "给哪里的企业，如 河南省郑州市；事项发布前要写明"
                continue
            value, place = getattr(header, stated), header.places.get(stated, "")
            if name == "genre" and not value and form.initial["genre"] != Genre.OTHER:
                place = "按标题推定，请核对"
            field.help_text = place or ("" if value or name == "subtitle" else _NOT_FOUND)
        if not header.title:
            form.fields["title"].help_text = "没有找到标题，请填写"
        if plan.unknown_issuers:
            form.fields["issuers"].help_text += f"原文写作“{header.issuer}”，其中有本站没有的机关，请先添加再选。"
        return form
