"""The sample reports' own notation: head lines `key: value`, a blank line, then blocks between blank lines.

`# heading` `## heading` `- item` `● item` · `图: caption | source | label,value;…` (two in a row stand side by side) ·
`表: caption | source` or `表(无框): …` followed by `| a | b |` rows · anything else is a paragraph.
"""
from dataclasses import dataclass, field
from pathlib import Path

#: what each made-up house prints: legal name, research arm, how a date looks, label of figures and of tables
HOUSES = {
    "云帆证券": ("云帆证券股份有限公司", "云帆证券研究所", "{y}年{m:02}月{d:02}日", "图表 {n}：", "图表 {n}："),
    "北辰证券": ("北辰证券有限责任公司", "北辰证券研究部", "{y}-{m:02}-{d:02}", "图 {n}：", "表 {n}："),
    "青岚证券": ("青岚证券股份有限公司", "青岚证券经济研究所", "{y}.{m:02}.{d:02}", "图表{n}：", "图表{n}："),
    "长汀证券": ("长汀证券股份有限公司", "长汀证券研究中心", "{y}年{m}月{d}日", "图 {n} ", "表 {n} "),
    "岭东证券": ("岭东证券股份有限公司", "岭东证券研究院", "{y}/{m:02}/{d:02}", "图{n}：", "表{n}："),
}
MARK = "示例研报：机构虚构，数字均为虚构，仅供软件测试"
FOOT = "请务必阅读正文之后的免责声明"


@dataclass
class Report:
    name: str
    head: dict
    blocks: list = field(default_factory=list)

    def __getattr__(self, key):
        return self.head.get(key, "")

    @property
    def house(self):
        return HOUSES[self.head["broker"]]

    @property
    def printed_date(self):
        if self.head.get("date_source") == "file_name":
            return ""
        y, m, d = map(int, self.head["date"].split("-"))
        return self.house[2].format(y=y, m=m, d=d)

    @property
    def people(self):
        return [p.strip().split("/") for p in self.head["analysts"].split(";")]

    @property
    def points(self):
        return [p.strip() for p in self.head["summary"].split(";")]

    @property
    def rating_line(self):
        if not self.head.get("rating"):
            return ""
        return f"{self.head['rating']}（{self.head['action']}）"

    @property
    def market(self):
        """Rows of the sidebar's market data."""
        if not self.head.get("target"):
            return []
        unit = "港元" if self.head.get("currency") == "HKD" else "元"
        return [(f"目标价（{unit}）", self.head["target"]), (f"收盘价（{unit}）", self.head["price"])]

    @property
    def disclaimer(self):
        legal, arm = self.house[0], self.house[1]
        return [
            f"本示例由{legal}（虚构机构）编写，用于软件测试。文中的公司、价格、预测均不代表任何真实情况。",
            f"{arm}力求所载信息可靠，但不对其准确性和完整性作任何保证；报告中的观点仅反映发布当日的判断，可在不发出通知的情形下更改。",
            "在任何情况下，本报告中的信息或所表述的意见均不构成对任何人的投资建议，投资者应自行承担风险。",
            f"未经{legal}书面许可，任何机构和个人不得以任何形式翻版、复制、发表或引用本报告的任何部分。",
        ]

    @property
    def scale(self):
        rows = [
            ["买入", "预期未来6个月内相对沪深300指数涨幅15%以上"],
            ["增持", "预期未来6个月内相对沪深300指数涨幅介于5%与15%之间"],
            ["中性", "预期未来6个月内相对沪深300指数涨幅介于-5%与5%之间"],
            ["减持", "预期未来6个月内相对沪深300指数跌幅5%以上"],
        ]
        return rows


def cells(line):
    return [c.strip() for c in line.strip().strip("|").split("|")]


def read(path):
    head, _, body = Path(path).read_text(encoding="utf-8").partition("\n\n")
    report = Report(Path(path).stem, dict(map(str.strip, line.split(":", 1)) for line in head.splitlines()))
    figures = tables = 0
    joint = report.house[3] == report.house[4]
    for block in body.strip().split("\n\n"):
        lines = block.splitlines()
        first = lines[0]
        if first.startswith("## "):
            report.blocks.append(("h2", first[3:]))
        elif first.startswith("# "):
            report.blocks.append(("h1", first[2:]))
        elif first.startswith(("- ", "● ")):
            report.blocks.append(("list", [line[2:] for line in lines]))
        elif first.startswith("图: "):
            pair = []
            for line in lines:
                caption, source, data = [p.strip() for p in line[3:].split("|")]
                figures += 1
                n = figures + (tables if joint else 0)
                pair.append({
                    "caption": report.house[3].format(n=n) + caption,
                    "source": "来源：" + source,
                    "data": [(k, float(v)) for k, v in (p.split(",") for p in data.split(";"))],
                })
            report.blocks.append(("figures", pair))
        elif first.startswith("表"):
            kind, _, rest = first.partition(": ")
            caption, source = [p.strip() for p in rest.split("|")]
            tables += 1
            n = tables + (figures if joint else 0)
            report.blocks.append(("table", {
                "caption": report.house[4].format(n=n) + caption,
                "source": "来源：" + source,
                "ruled": "无框" not in kind,
                "rows": [cells(line) for line in lines[1:]],
            }))
        else:
            report.blocks.append(("p", "".join(lines)))
    return report
