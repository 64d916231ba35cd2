"""Words of who has something and of who lacks it, in the languages of the cues."""

import pytest

from assistant.catalogue.wish_cues import load_wish_cues
from assistant.text import normalise
from tests.conftest import ROOT

CUES = load_wish_cues(ROOT / "prompts" / "cues" / "partners.yaml")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have an anti-corrosion primer. Is there any shipyard or company in Serbia that could use it?"),
        ("en", "Is there demand for our pump in Kenya?"),
        ("zh", "希望找越南的工厂，采购我们的节能电机产品"),
        ("zh", "我们有秸秆制板工艺，有没有企业需要"),
        ("ru", "Есть ли в Сербии предприятия, которым пригодится наша установка?"),
        ("ru", "кто взял бы нашу технологию сушки"),
        ("ar", "طورنا مضخة شمسية، أي شركة في الصين مهتمة بها؟"),
        ("fr", "Quelles entreprises chinoises auraient besoin de nos capteurs ?"),
        ("es", "Tenemos un biofertilizante, ¿a qué empresas les serviría?"),
        ("th", "เรามีซอฟต์แวร์ตรวจคุณภาพ มีโรงงานไหนในจีนอยากใช้บ้าง"),
        ("vi", "bên mình làm cảm biến đo mặn, có doanh nghiệp nào quan tâm không"),
        ("id", "kami membuat pompa surya, apakah ada perusahaan yang membutuhkan?"),
        ("sr", "имамо сушару на биомасу, ко би то користио?"),
    ],
)
def test_who_asks_who_needs_it_offers(language: str, text: str) -> None:
    plain = normalise(text, language)
    assert CUES.gives.search(plain)
    assert not CUES.takes.search(plain)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is there anyone who can recycle our fishing nets?"),
        ("en", "looking for a Polish firm that owns a patent on peat filters"),
        ("en", "we need a partner in Kenya with a drying process for moringa leaves"),
        ("zh", "有没有做电池检测的实验室"),
        ("ru", "кто построит линию розлива под ключ"),
        ("ar", "مين يقدر يركب محطة تحلية صغيرة"),
        ("fr", "nous voudrions acheter un séchoir à mangues, qui peut nous livrer ?"),
        ("es", "queremos algo para secar granos"),
        ("th", "อยากได้เครื่องอบลำไยจากจีน มีใครสนใจร่วมมือไหม"),
        ("vi", "xưởng mình cần tìm dây chuyền đóng gói, công ty nào bán"),
        ("id", "siapa yang bisa menyediakan mesin pengupas kopi?"),
        ("sr", "ko bi mogao da nam isporuči liniju za ceđenje"),
    ],
)
def test_who_asks_who_makes_it_lacks(language: str, text: str) -> None:
    plain = normalise(text, language)
    assert CUES.takes.search(plain)
    assert not CUES.gives.search(plain)
