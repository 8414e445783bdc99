"""Texts that no page may clip, nor take for HTML: the longest anybody writes, and those somebody writes to harm."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """A set of texts; `id` begins the names of its process, its department and its people."""

    id: str
    zh: str
    en: str
    step: tuple[str, str]
    where: tuple[str, str]
    boss_name: tuple[str, str]
    person_name: tuple[str, str]
    unbroken: str
    file: str
    comment: str
    steps: int

    @property
    def person(self) -> str:
        """Who starts the case."""
        return f"{self.id}-one"

    @property
    def boss(self) -> str:
        """Who heads the department, and has the task."""
        return f"{self.id}-two"

    @property
    def other(self) -> str:
        """A third one of the department."""
        return f"{self.id}-three"


_ZH = "关于调整华东区域春季新品联合促销方案及其配套仓储物流与售后服务安排的专项请示（第二次修订稿）"
_EN = (
    "Request concerning the adjustment of the joint spring promotion in the eastern region, with storage (2nd revision)"
)
_UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft_v2_final_FINAL"
LONGEST = Texts(
    id="longest", zh=_ZH, en=_EN,
    step=(
        "区域市场与渠道管理中心会同仓储物流部及法务部对请示事项逐条核对并签署书面意见之步骤",
        "The regional marketing centre, with warehousing and legal affairs, checks every item and signs",
    ),
    where=("华东区域市场营销与渠道管理中心（筹）", "Marketing and channel management, eastern region (being set up)"),
    boss_name=("阿卜杜热合曼·买买提吐尔逊", "Maximiliane Konstantinopolitanowa-Featherstonehaugh"),
    person_name=("欧阳·古丽巴哈尔·阿不都克里木", "Christopher Bartholomew Wolfeschlegelsteinhausen"),
    unbroken=_UNBROKEN, file=f"{_ZH}-{_UNBROKEN}-{'附件' * 20}.pdf",
    comment=f"{_ZH}：{'请逐条核对预算、时间表与责任人，' * 12}\n{_UNBROKEN * 2}\n{_EN}. {_EN}.", steps=40,
)  # fmt: skip
HARM = '"><img src=x onerror="window.harmed=1"><script>window.harmed=1</script><b class=harm>'
"""What a page that takes texts for HTML would run, and show as bold."""
EVIL = Texts(
    id="evil", zh=f"{HARM}请示", en=f"{HARM}Request", step=(f"{HARM}核对", f"{HARM}Check"),
    where=(f"{HARM}部", f"{HARM}Office"), boss_name=(f"{HARM}甲", f"{HARM}Ann"),
    person_name=(f"{HARM}乙", f"{HARM}Bob"), unbroken=f"{HARM}javascript:window.harmed=1",
    file='"><img src=x onerror="window.harmed=1"><b class=harm>.pdf',
    comment=f"{HARM}\n[x](javascript:window.harmed=1) <a href=javascript:window.harmed=1>x</a>", steps=2,
)  # fmt: skip
