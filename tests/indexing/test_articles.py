"""Articles are found in every language of the knowledge base, references to them are not."""

import pytest

from assistant.articles import article_start


@pytest.mark.parametrize(
    ("line", "locator"),
    [
        ("第十九条 国务院外经贸主管部门", "art. 19"),
        ("第十九条　申请人", "art. 19"),
        ("第二条 中华人民共和国境内", "art. 2"),
        ("第一百二十条之一", "art. 120-1"),
        ("第19条", "art. 19"),
        ("제19조(등록)", "art. 19"),
        ("第十九条の二", "art. 19-2"),
        ("Article 19", "art. 19"),
        ("Article 19. Registration", "art. 19"),
        ("ARTICLE XIX – Registration", "art. 19"),
        ("Artículo 19.- Registro", "art. 19"),
        ("Artigo 19.º", "art. 19"),
        ("Article premier", "art. 1"),
        ("Điều 19. Đăng ký", "art. 19"),
        ("Điều 19 Chính sách", "art. 19"),
        ("Статья 19. Регистрация", "art. 19"),
        ("Pasal 19", "art. 19"),
        ("MADDE 19 – Kayıt", "art. 19"),
        ("مادة 19 - يلتزم المورد", "art. 19"),
        ("المادة (١٩)", "art. 19"),
        ("المادة التاسعة عشرة", "art. 19"),
        ("(المادة الأولى)", "art. 1"),
        ("มาตรา ๑๙ ผู้ใด", "art. 19"),
        ("19-бап. Тіркеу", "art. 19"),
        ("§ 401.14 Standard patent rights clauses.", "§ 401.14"),
        ("§ § 401.14", "§ 401.14"),
        ("§ 15 Lizenzen", "§ 15"),
        ("Section 12. Fees", "sec. 12"),
    ],
)
def test_the_beginning_of_an_article_gives_its_locator(line: str, locator: str) -> None:
    start = article_start(line)
    assert start is not None
    assert start.locator == locator


@pytest.mark.parametrize(
    "line",
    [
        "第十九条规定的文件",
        "第十九条、第二十条",
        "第十九条 第二款规定",
        "Article 19 shall apply to",
        "Article 19(2) of this law",
        "article 19 of the law",
        "Articles of association",
        "Điều 19 Luật này",
        "статьи 19 настоящего Кодекса",
        "Pasal 19 ayat (1)",
        "المادة 19 من هذا القانون",
        "มาตรา ๑๙ วรรคสอง",
        "§ 15 Abs. 2",
        "Section 12 of the Act",
        "Plain text",
        "",
    ],
)
def test_a_reference_is_no_beginning(line: str) -> None:
    assert article_start(line) is None
