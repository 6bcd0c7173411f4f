"""The rules of docs/rules.md, worked out from the published dataset alone. It imports nothing of the project."""

MET, FAILED, OPEN, PERSON = "met", "failed", "open", "person"
WAN = 10_000
HOLDING = ("held", "held_earlier", "won")
SME = ("micro", "small", "medium")
COMPARE = {
    "gt": lambda one, other: one > other,
    "gte": lambda one, other: one >= other,
    "lt": lambda one, other: one < other,
    "lte": lambda one, other: one <= other,
    "eq": lambda one, other: one == other,
}


def evaluate(catalogue, answers):
    """The verdict on each row by (slug of the measure, position); a measure without rows has its own at None."""
    reader = Reader(catalogue, answers)
    return {
        (measure["slug"], row["position"] if row else None): reader.verdict(measure, row)
        for measure in catalogue["measures"]
        for row in measure["provisions"] or [None]
    }


class Reader:
    def __init__(self, catalogue, answers):
        self.kinds = {fact["slug"]: fact["kind"] for fact in catalogue["facts"]}
        self.ranks = {tier["slug"]: tier["rank"] for tier in catalogue["tiers"]}
        self.answers = answers

    def verdict(self, measure, row):
        if measure["availability"] != "offer":
            return "not_an_offer"
        place = row["position"] if row else None
        asked = [one for one in measure["conditions"] if one["row"] in (None, place)]
        results = [result for one in asked for result in self.condition(one["rule"])]
        if row:
            own = [one["rule"] for one in asked if one["row"] == place and one["rule"]]
            results += self.columns(row, own, measure["delivery"] == "recognition")
        for result, verdict in ((FAILED, "no"), (OPEN, "unknown"), (PERSON, "possible")):
            if result in results:
                return verdict
        return "qualifies" if results else "possible"

    # --- Conditions ---

    def condition(self, rule):
        if rule is None:
            return [PERSON]
        results = [self.compare(rule)]
        if rule["first_time"]:
            line = rule["operator"] in ("gt", "gte")
            results.append(self.first_over(rule) if line else self.choice(f"first_{rule['field']}", ["yes"]))
        return results

    def compare(self, rule):
        fact, operator, values = rule["field"], rule["operator"], [one.strip() for one in rule["value"].split(",")]
        if operator == "sure":
            return MET if self.choice(fact, values) == MET else PERSON
        if self.kinds[fact] == "honour":
            return self.any_held(values)
        if self.kinds[fact] in ("number", "date"):
            answer = self.answers.get(fact)
            if answer is None:
                return OPEN
            bound = rule["value"] if self.kinds[fact] == "date" else number(rule["value"])
            return MET if COMPARE[operator](self.scaled(answer, rule), bound) else FAILED
        return self.choice(fact, values)

    def scaled(self, answer, rule):
        return round(answer * WAN) if rule["unit"] == "元" else answer

    def choice(self, fact, values):
        if fact not in self.answers:
            return OPEN
        answer = self.answers[fact]
        return MET if set(answer if isinstance(answer, list) else [answer]) & set(values) else FAILED

    def first_over(self, rule):
        key = "passed" if rule["field"] == "revenue" else f"passed_{rule['field']}"
        before, last = (self.answers.get(name) for name in (key, f"{key}_last"))
        line = number(rule["value"])
        if before is not None and self.scaled(number(before), rule) >= line:
            return FAILED
        if last is not None and self.scaled(number(last), rule) >= line:
            return PERSON
        return OPEN if before is None else MET

    # --- Honours ---

    def listed(self, tier, *lists):
        return any(tier in self.answers.get(name, ()) for name in lists)

    def holds(self, tier):
        if self.listed(tier, *HOLDING):
            return True
        denied = self.answers.get("held") == ["none"] or {"held_earlier", "won"} <= self.answers.keys()
        return False if denied else None

    def any_held(self, tiers):
        states = {tier: self.holds(tier) for tier in tiers}
        if True in states.values():
            return MET
        undecided = [tier for tier, state in states.items() if state is None]
        if not undecided:
            return FAILED
        return PERSON if any(self.listed(tier, "applying") for tier in undecided) else OPEN

    def granted(self, tier):
        if self.listed(tier, "held", "held_earlier", "applying"):
            return PERSON
        if self.listed(tier, "won"):
            return MET
        return FAILED if self.holds(tier) is False and "applying" in self.answers else OPEN

    # --- Columns ---

    def columns(self, row, own, recognised):
        tier = (row.get("enterprise_tier") or {}).get("slug")
        line = any(rule["operator"] in ("gt", "gte") for rule in own)
        first = bool(row.get("first_time")) and not any(rule["first_time"] for rule in own)
        grant = bool(tier) and tier != "sme" and not line and (first or recognised)
        if tier == "sme":
            yield self.choice("size", SME)
        elif tier and line:
            held = self.any_held([tier])
            yield held if self.ranks[tier] is not None or held == MET else PERSON
        elif tier:
            yield self.granted(tier) if grant else self.any_held([tier])
        if row.get("one_off") and grant:
            paid = self.answers.get("paid")
            yield PERSON if paid is None else FAILED if tier in paid else MET
        if first and not grant:
            yield self.choice("first_time", ["yes"])
        if row.get("max_age") is not None:
            age = self.answers.get("age")
            yield OPEN if age is None else MET if age <= row["max_age"] else FAILED
        if row.get("doctorate"):
            yield self.choice("doctorate", ["yes"])


def number(text):
    return float(text)
