"""What our content says without figures: statements, names and rules of a measure, for the checks of `rules/`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from incentives.enums import Answer, Availability, Delivery, FactKind, ReformMode
from incentives.evidence.claims import Item, Reach, Sentence
from incentives.evidence.measure_claims import Sentences, clause_keys, items_of
from incentives.evidence.rules import words
from incentives.evidence.rules.choices import WordedRule
from incentives.evidence.rules.names import Name, bare
from incentives.evidence.rules.tiers import TierClaim
from incentives.evidence.rules.words import Statement
from incentives.models import ApprovalReform, Condition, EnterpriseTier, Fact, LoanProduct, Measure, SubsidyTier
from incentives.models.provision import Award, Provision
from policies.enums import Genre, Stacking
from policies.models import Document, DocumentRelation, Indicator
from policies.text.wording import dated

_OF_A_DOCUMENT = ("written_on", "published_on", "effective_on", "expires_on")
Tiers = Mapping[str, EnterpriseTier]
_DATES = {
    "valid_from": "有效|施行|执行|实施|起",
    "valid_until": "有效|施行|执行|实施|截至|截止|止",
    "apply_from": "申报|申请|受理|报名|报送|征集",
    "apply_until": "申报|申请|受理|报名|报送|征集",
}


class Said:
    """What one measure says in words and names, beside the sentences it cites."""

    def __init__(self, measure: Measure, sentences: Sentences, tiers: Tiers) -> None:
        self.measure, self.all, self.tiers = measure, sentences, tiers
        self.cited = tuple(sentences[key] for key in sorted(clause_keys(measure)) if key in sentences)
        self._item_of = items_of(measure)
        self.notes = notes_of(measure.evidence_note)

    def statements(self) -> Iterator[Statement]:
        """The values in words of the measure and of its rows."""
        yield from self._ways()
        yield from self._agencies()
        yield from self._basis()
        yield from self._dates()
        yield from self._contacts()
        for row in self.measure.provisions:
            yield from self._of_row(row)
        for condition in self.measure.conditions.all():
            if condition.first_time:
                yield self._say(self.condition_item(condition, "限首次"), "限首次", words.FIRST, self.of(condition))

    def names(self) -> Iterator[Name]:
        """Our names for things that the cited sentences must speak of."""
        of_measure = tuple(self.all[clause.pk] for clause in self.measure.clauses.all() if clause.pk in self.all)
        sentences = of_measure or self.cited
        yield Name(item=self.item("名称", "title"), name=self.measure.title, sentences=sentences, share=0.6)
        if self.measure.audience:
            item = self.item("支持对象", "audience")
            yield Name(item=item, name=self.measure.audience, sentences=sentences, share=0.4)
        for row in self.measure.provisions:
            yield Name(item=self.row_item(row, "名目"), name=row.label, sentences=self.of(row), share=0.6)
        for condition in self.measure.conditions.all():
            item = self.condition_item(condition, "申报条件")
            words_of = self._without_tiers(condition)
            yield Name(item=item, name=words_of, sentences=self.of(condition), note=self.notes.get("申报条件", ""))

    def tier_claims(self) -> Iterator[TierClaim]:
        """The tiers of the measure and of its rows."""
        names = _names(self.tiers)
        of_measure = [tier.slug for tier in self.measure.tiers.all()]
        for slug in of_measure:
            item = self.item("企业梯次", "tiers")
            alone = tuple(replace(sentence, before="") for sentence in self.cited)
            yield TierClaim(item=item, key=slug, name=self.tiers[slug].name, sentences=alone, tiers=names)
        for row in self.measure.provisions:
            if isinstance(row, SubsidyTier):
                tier = row.enterprise_tier
                yield TierClaim(
                    item=self.row_item(row, "企业梯次"),
                    key=tier.slug if tier else "",
                    name=tier.name if tier else "",
                    sentences=self.of(row),
                    words=row.label,
                    tiers=names,
                    among=frozenset(of_measure) if of_measure else None,
                )

    def rules(self) -> Iterator[WordedRule]:
        """The rules of its conditions that compare with words."""
        labels = {row.pk: row.label for row in self.measure.provisions}
        for condition in self.measure.conditions.all():
            if condition.fact is None or condition.fact.kind in {FactKind.NUMBER, FactKind.DATE}:
                continue
            choices = self._choices(condition.fact)
            of_tiers = condition.fact.kind == FactKind.HONOUR
            yield WordedRule(
                item=self.condition_item(condition, "比较值"),
                words=condition.sentence,
                label=labels.get(condition.row_key, ""),
                chosen=frozenset(value.strip() for value in condition.value.split(",")),
                labels=choices,
                sentence=self.all.get(condition.clause_id),
                full_names={slug: tier.name for slug, tier in self.tiers.items()} if of_tiers else {},
                is_plain=set(choices) == {"yes", "no"},
                fact=condition.fact.name,
            )

    def item(self, part: str, field: str, row: str = "", anchor: str = "") -> Item:
        return self._item_of(row=row, part=part, field=field, anchor=anchor or f"id_{field}")

    def row_item(self, row: Provision, part: str) -> Item:
        return self.item(part, "provisions", row.label, f"{self.measure.rows_name}-group")

    def condition_item(self, condition: Condition, part: str) -> Item:
        return self.item(part, "conditions", condition.sentence, "conditions-group")

    def of(self, row: Provision | Condition) -> tuple[Sentence, ...]:
        return (self.all[row.clause_id],) if row.clause_id in self.all else ()

    def _own_names(self) -> tuple[str, ...]:
        conditions = [self._without_tiers(condition) for condition in self.measure.conditions.all()]
        labels = [row.label for row in self.measure.provisions]
        return tuple(filter(None, [self.measure.title, self.measure.audience, *labels, *conditions]))

    def _say(self, item: Item, value: str, pattern: str, sentences: tuple[Sentence, ...], **values) -> Statement:
        note = self.notes.get(item.part, "")
        return Statement(item=item, value=value, words=pattern, sentences=sentences, note=note, **values)

    def _ways(self) -> Iterator[Statement]:
        """办理方式 and 叠加规则."""
        delivery, stacking = Delivery(self.measure.delivery), Stacking(self.measure.stacking)
        if not self.measure.is_offer:
            what = Availability(self.measure.availability)
            yield self._say(self.item("可享受情况", "availability"), what.label, words.AVAILABILITY[what], self.cited)
        if delivery is not Delivery.NOT_STATED:
            item, pattern = self.item("办理方式", "delivery"), words.DELIVERY[delivery]
            yield self._say(item, delivery.label, pattern, self.cited, names=self._own_names())
        if stacking is not Stacking.NOT_STATED:
            yield self._say(self.item("叠加规则", "stacking"), stacking.label, words.STACKING[stacking], self.cited)

    def _agencies(self) -> Iterator[Statement]:
        for role in self.measure.agency_roles.all():
            names = (role.agency.name, role.agency.short_name)
            item = self.item("部门", "agencies", anchor="agency_roles-group")
            value = f"{role.get_role_display()}{role.agency.name}"
            pattern = words.agency_words(names, role.role)
            yield self._say(item, value, pattern, self.cited, example=role.agency.short_name)

    def _basis(self) -> Iterator[Statement]:
        own = {sentence.document for sentence in self.cited}
        for document in self.measure.basis.all():
            if document.pk in own and document.genre != Genre.REPLY:
                continue  # a text with force of its own is the basis of what is read in it
            texts = [document.title, document.doc_number, document.title.rpartition("关于")[2]]
            pattern = "|".join(words.spaced(text) for text in texts if len(text) > 5)
            yield self._say(self.item("政策依据", "basis"), document.title, pattern or "(?!)", self.cited)

    def _dates(self) -> Iterator[Statement]:
        for name, beside in _DATES.items():
            day = getattr(self.measure, name)
            if day:
                label = str(Measure._meta.get_field(name).verbose_name)
                pattern = rf"(?s)(?=.*(?:{beside})).*{words.day_words(day)}"
                yield self._say(self.item(label, name), dated(day), pattern, self.cited)

    def _contacts(self) -> Iterator[Statement]:
        phone, address = self.measure.contact_phone, self.measure.apply_url
        if phone:
            yield self._say(self.item("咨询电话", "contact_phone"), phone, words.spaced(phone), self.cited)
        if address:
            site = address.partition("//")[2].partition("/")[0].removeprefix("www.")
            yield self._say(self.item("申报入口", "apply_url"), address, words.spaced(site), self.cited, example=site)

    def _of_row(self, row: Provision) -> Iterator[Statement]:
        cited, sort = self.of(row), words.GIFTS
        if row.form:
            item = self.row_item(row, "支持方式")
            label = row.get_form_display()
            yield self._say(item, label, words.FORM[row.form], cited, label=row.label, sort=sort, reach=Reach.SEGMENT)
        if isinstance(row, Award) and row.rate_base:
            yield self._say(self.row_item(row, "比例的基数"), row.rate_base, words.spaced(row.rate_base), cited)
        if isinstance(row, ApprovalReform):
            item, mode = self.row_item(row, "改革方式"), row.get_mode_display()
            modes = tuple(words.spaced(choice.label) for choice in ReformMode)
            yield self._say(item, mode, words.spaced(mode), cited, label=row.label, sort=modes, reach=Reach.SEGMENT)
        if isinstance(row, LoanProduct):
            yield from self._of_product(row, cited)

    def _of_product(self, row: LoanProduct, cited: tuple[Sentence, ...]) -> Iterator[Statement]:
        is_named = any(bare(row.label) in bare(sentence.text) for sentence in cited)
        for name in ("name", "operator", "platform", "guarantee"):
            if text := getattr(row, name):
                label = str(row._meta.get_field(name).verbose_name)
                # A label that the sentence has word for word is the name of a product itself.
                sort = (words.spaced(text), words.spaced(row.label)) if name == "name" and is_named else ()
                yield self._say(self.row_item(row, label), text, words.spaced(text), cited, label=row.label, sort=sort)
        if row.stage:
            item, pattern = self.row_item(row, "阶段"), words.STAGE[row.stage]
            yield self._say(item, row.get_stage_display(), pattern, cited, label=row.name, reach=Reach.CLAUSE)
        if row.interest_subsidy:
            yield self._say(self.row_item(row, "有贴息"), "有贴息", "贴息", cited, label=row.name, reach=Reach.CLAUSE)

    def unsaid(self) -> Iterator[Statement]:
        """The blanks in columns of words: 免申即享 of the measure, 阶段 of its products."""
        if Delivery(self.measure.delivery) is Delivery.NOT_STATED:
            item, pattern = self.item("办理方式", "delivery"), words.DELIVERY[Delivery.AUTOMATIC]
            names = self._own_names()
            yield self._say(item, words.NOT_STATED, pattern, self.cited, sort=(pattern,), names=names)
        for row in self.measure.provisions:
            cited = self.of(row)
            if cited and isinstance(row, LoanProduct) and not row.stage:
                item, sort = self.row_item(row, "阶段"), tuple(words.STAGE.values())
                yield self._say(item, words.NOT_STATED, "", cited, label=row.name, sort=sort, reach=Reach.CLAUSE)

    def _without_tiers(self, condition: Condition) -> str:
        """The condition's words without the tiers that its rule names, which are checked as its choices."""
        text = condition.sentence
        if condition.fact and condition.fact.kind == FactKind.HONOUR:
            for tier in self.tiers.values():
                text = text.replace(tier.name, "").replace(tier.short_name, "")
        return text

    def _choices(self, fact: Fact) -> dict[str, str]:
        if fact.kind == FactKind.YES_NO:
            return dict(Answer.choices)
        if fact.kind == FactKind.HONOUR:
            return {slug: tier.short_name for slug, tier in self.tiers.items()}
        return {choice.value: choice.label for choice in fact.choices.all()}


def notes_of(text: str) -> dict[str, str]:
    """A person's notes by the name of the column: 咨询电话：致电核实."""
    lines = (line.partition("：") for line in text.splitlines())
    return {name.strip(): note.strip() for name, _, note in lines if name.strip() and note.strip()}


def names_of(indicator: Indicator, sentences: Sentences) -> Iterator[Name]:
    """An indicator's name and, where it has no figure, its status."""
    cited = (sentences[indicator.clause_id],) if indicator.clause_id in sentences else ()
    item = Item(owner=indicator.name, part="名称", field="indicators", anchor="id_indicators")
    yield Name(item=item, name=indicator.name, sentences=cited)
    if indicator.value is None:
        yield Name(item=replace(item, part="状态"), name=indicator.status_note, sentences=cited)


def tier_numbers(tiers: Iterable[EnterpriseTier], all_tiers: Tiers) -> Iterator[TierClaim]:
    """The tiers that have an indicator for their number, with the indicator's name."""
    for tier in tiers:
        if tier.enterprises:
            item = Item(owner=tier.name, part="企业数量", field="enterprises", url=tier.enterprises.get_absolute_url())
            words_of = tier.enterprises.name
            yield TierClaim(item=item, key=tier.slug, name=tier.name, words=words_of, tiers=_names(all_tiers))


def of_relation(relation: DocumentRelation, sentences: Sentences) -> Iterator[Statement]:
    """What a sentence must say of the document that it names."""
    named, cited = relation.to_document, (sentences[relation.clause_id],)
    item = Item(owner=str(named), part="标题", field="title", url=named.get_absolute_url())
    elsewhere = {"sentences": cited, "note": named.source_note}  # where a person read what the sentence does not say
    yield Statement(item=item, value=named.title, words=words.spaced(named.title), sentences=cited)
    if named.doc_number:
        number = words.spaced(named.doc_number)
        yield Statement(item=replace(item, part="发文字号"), value=named.doc_number, words=number, **elsewhere)
    for name in _OF_A_DOCUMENT:
        if day := getattr(named, name):
            part = str(Document._meta.get_field(name).verbose_name)
            pattern = words.day_words(day)
            yield Statement(item=replace(item, part=part), value=dated(day), words=pattern, **elsewhere)


def _names(tiers: Tiers) -> dict[str, tuple[str, str]]:
    return {slug: (tier.name, tier.short_name) for slug, tier in tiers.items()}
