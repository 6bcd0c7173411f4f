"""Error messages for wrong parameters in addresses. Pure."""

WRONG = {
    "invalid_choice": "没有“%(value)s”这一项。",
    "invalid": "请填整数。",
    "min_value": "最小填 %(limit_value)s。",
    "max_value": "最大填 %(limit_value)s。",
}
