"""Names of places: provinces and prefecture-level cities (GB/T 2260), and others by their kind (区, 县, 市). Pure."""

import re

NAMES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 "
    "承德 沧州 廊坊 衡水 太原 阳泉 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 "
    "巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 辽源 白山 松原 白城 "
    "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 "
    "淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 合肥 芜湖 蚌埠 淮南 马鞍山 "
    "淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 "
    "景德镇 萍乡 九江 新余 鹰潭 赣州 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 "
    "德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 "
    "济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 "
    "张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 "
    "阳江 清远 东莞 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 崇左 海口 三亚 "
    "三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 "
    "六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 西安 铜川 宝鸡 咸阳 "
    "渭南 延安 汉中 榆林 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 "
    "吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 延边 大理"
)
# Common words too: names only with 市 behind them.
WITH_SUFFIX = "朝阳 大同 长治 四平 安康 来宾 中山 东方 丽水 吉安 通化"
_NAMED = re.compile(f"(?:({'|'.join(NAMES.split())})(?:省|市)?|({'|'.join(WITH_SUFFIX.split())})市)(?![省市]?长)")
# What stands before 区, 县 or 市 in words that are no names.
_NO_NAME = (
    "是由和与同验范误论年为的把在及我本全各该每这那城都社园校小景地片专厂灾辖商超上股入个示试务能发市区县省内外大新到"
)
_BY_KIND = re.compile(
    f"[一-鿿]{{1,2}}[^\\W{_NO_NAME}](?:区(?![县别块域间分])|(?<!区)县(?![级域])|市(?![场级民值占政区直属内外长委]))"
)
_OF_A_KIND = re.compile(
    "(?:高新|经开|保税|自贸|空港|经济技术开发|高新技术产业开发)[新实]?区|航空港|[各本我]?[区县][里级](?!别)"
)


def place_in(text: str) -> str:
    """The first province or city that the text names, without 省 or 市; empty if it names none."""
    found = _NAMED.search(text)
    return found[1] or found[2] if found else ""


def places(text: str) -> list[str]:
    """The names of places in a text; those found by their kind may have a character before the name."""
    return [match[0] for pattern in (_NAMED, _OF_A_KIND, _BY_KIND) for match in pattern.finditer(text)]
