"""How a question is read: Serbian in either script, the year of a change, fields of data, articles of other laws, what if."""

import datetime as dt
from pathlib import Path

import pytest

from assistant.answering.understand import Understanding
from assistant.domain import Turn
from assistant.text import normalise

ROOT = Path(__file__).parents[2]
CUES = ROOT / "prompts" / "cues"


IN_BOTH = (
    ("Да ли морамо да упишемо лиценцу патента у Заводу?", "Da li moramo da upišemo licencu patenta u Zavodu?"),
    ("Тражимо партнера у Кини, пожељно из Сечуана", "Tražimo partnera u Kini, poželjno iz Sečuana"),
    ("Коју дозволу тражи Чунгћинг за извоз технологије?", "Koju dozvolu traži Čungćing za izvoz tehnologije?"),
    ("Колика је стопа по уговору Србије и Кине?", "Kolika je stopa po ugovoru Srbije i Kine?"),
)


@pytest.mark.parametrize(("cyrillic", "latin"), IN_BOTH)
def test_serbian_is_understood_alike_in_both_scripts(understand: Understanding, cyrillic: str, latin: str) -> None:
    one, other = understand(cyrillic), understand(latin)
    assert one.original == cyrillic
    assert one.text == one.own_words == latin == other.own_words
    for name in ("language", "intent", "countries", "aspects", "terms", "directions", "wants", "called", "translations"):
        assert getattr(one, name) == getattr(other, name), name


@pytest.mark.parametrize("then", ["а ако закаснимо с уплатом?", "а рок?", "a rok?"])
@pytest.mark.parametrize("first", ["Колико пореза се одбија у Србији?", "Koliko poreza se odbija u Srbiji?"])
def test_a_short_followup_of_serbian_is_serbian_in_either_script(understand: Understanding, first: str, then: str) -> None:
    found = understand(then, (Turn("user", first), Turn("assistant", "10 %.")))
    assert found.language == "sr"
    assert found.original == then
    assert found.text.isascii() or "š" in found.text
    assert found.countries == ("RS",)


def test_russian_after_serbian_stays_russian(understand: Understanding) -> None:
    turns = (Turn("user", "Колико пореза се одбија у Србији?"), Turn("assistant", "10 %."))
    assert understand("а какой срок действия лицензии?", turns).language == "ru"


CHANGES = (
    ("en", "Since China abolished the import registration in 2024, does the bank still want the certificate?"),
    ("en", "As of 2024 the registration is no longer required, right?"),
    ("zh", "听说中国在2024年取消了技术进口合同登记，银行还要证明吗？"),
    ("ru", "Нигерия отменила регистрацию в 2023 году, сертификат ещё нужен?"),
    ("ar", "بما أن الصين ألغت تسجيل عقود الاستيراد في 2024، هل يطلب البنك الشهادة؟"),
    ("fr", "Puisque la Chine a supprimé l'enregistrement en 2024, la banque veut-elle encore le certificat ?"),
    ("es", "Como China eliminó el registro en 2024, ¿el banco sigue pidiendo el certificado?"),
    ("th", "จีนยกเลิกการจดทะเบียนในปี 2567 แล้ว ธนาคารยังขอใบรับรองไหม"),
    ("vi", "Trung Quốc đã bãi bỏ đăng ký vào năm 2024, ngân hàng còn đòi giấy không?"),
    ("id", "Karena Tiongkok menghapus pencatatan pada 2024, apakah bank masih minta sertifikat?"),
    ("sr", "Pošto je Kina ukinula registraciju u 2024. godini, da li banka i dalje traži potvrdu?"),
)
DAYS = (
    ("en", "What were the rules as of 2018-05-01, before China abolished the filing in 2020?", 2018),
    ("en", "We cancelled the contract in 2019. Which law applied?", 2019),
    ("zh", "2019年时技术出口登记的期限是多少？", 2019),
    ("ru", "Мы отменили договор в 2019 году. Какой закон действовал?", 2019),
    ("fr", "Quel était le taux en vigueur en 2019 ?", 2019),
    ("vi", "Thuế suất vào năm 2019 là bao nhiêu?", 2019),
)


@pytest.mark.parametrize(("language", "text"), CHANGES)
def test_the_year_of_a_change_of_the_law_is_no_day_asked_about(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).as_of is None


@pytest.mark.parametrize(("language", "text", "year"), DAYS)
def test_a_day_asked_about_is_read_beside_a_change(understand: Understanding, language: str, text: str, year: int) -> None:
    found = understand(text, language=language).as_of
    assert found is not None
    assert found.year == year


FIELDS = (
    ("en", "We keep the names and phone numbers of 30,000 farmers in our app, to be stored in Bangkok. What do we need?"),
    ("en", "Is a phone number personal information under Chinese law?"),
    ("zh", "我们APP里3万农户的姓名、手机号码要存到曼谷的服务器，要办什么手续？"),
    ("ru", "Имена и номера телефонов 30 000 фермеров из нашего приложения храним в Бангкоке, что нужно?"),
    ("ar", "نخزن اسماء المزارعين ورقم هاتف كل منهم (30000 مزارع) في خادم خارج الصين، ماذا يلزم؟"),
    ("fr", "Nous transférons hors de Chine le numéro de téléphone de 30 000 agriculteurs : que faut-il ?"),
    ("es", "Vamos a guardar en Bangkok el número de teléfono de 30 000 agricultores de nuestra app."),
    ("th", "ข้อมูลเกษตรกรในแอป ชื่อ เบอร์โทร 30,000 คน จะเก็บที่กรุงเทพ ต้องทำอะไร"),
    ("vi", "Họ tên, số điện thoại của 20.000 người dùng trong app muốn lưu ở Hà Nội, cần thủ tục gì?"),
    ("id", "Nama dan nomor hp 30.000 petani di aplikasi kami disimpan di Bangkok, perlu apa?"),
    ("sr", "Ime i broj telefona 30.000 poljoprivrednika iz naše aplikacije čuvamo u Bangkoku, šta treba?"),
)
PERSONS = (
    ("en", "What is the mobile number of the director of the personal data office?"),
    ("zh", "请告诉我重庆市商务委负责人的姓名和手机号码"),
    ("ru", "Как зовут начальника отдела и какой у него номер телефона?"),
    ("ar", "ما اسم مدير المكتب ورقم هاتفه؟"),
    ("fr", "Quel est le nom du directeur et son numéro de téléphone ?"),
    ("es", "¿Cuál es el número de teléfono del director?"),
    ("th", "ขอชื่อ เบอร์โทร เจ้าหน้าที่หน่อย"),
    ("vi", "Cho tôi xin tên và số điện thoại cán bộ phụ trách"),
    ("id", "Minta nomor hp petugas yang mengurus dong"),
    ("sr", "Kako se zove direktor i koji je njegov broj telefona?"),
)


@pytest.mark.parametrize(("language", "text"), FIELDS)
def test_fields_of_data_are_no_request_for_a_person(understand: Understanding, language: str, text: str) -> None:
    assert "person" not in understand(text, language=language).wants


@pytest.mark.parametrize(("language", "text"), PERSONS)
def test_a_request_for_a_person_is_one(understand: Understanding, language: str, text: str) -> None:
    assert "person" in understand(text, language=language).wants


@pytest.mark.parametrize(
    "text",
    [
        "berapa PPh pasal 26 yang harus PT kami potong waktu bayar royalti ke Chongqing?",
        "Does art. 26 of our labour code apply to the Chinese engineer?",
        "Статья 309 НК РФ: сколько удержать?",
        "ماذا تقول المادة 26 من قانون العمل؟",
        "que dit l'article 26 du code du travail ?",
        "Điều 26 Bộ luật Lao động quy định gì?",
    ],
)
def test_an_article_of_a_law_of_others_is_none_of_a_chinese_one(understand: Understanding, text: str) -> None:
    assert understand(text).articles == ()


def test_an_article_of_a_chinese_law_is_read_also_beside_a_law_firm(understand: Understanding) -> None:
    assert understand("Pasal 3 UU PPh Badan RRT mengatur apa?").articles == ("3",)
    assert understand("What does Article 30 of the regulations say, asks our law firm").articles == ("30",)


SUPPOSITIONS = {
    "en": "what if our company is inside the Chongqing free trade zone, then no registration?",
    "zh": "如果是独占许可、没有写明期限呢？谁来备案，三个月还是六十天？",
    "ru": "А если наша фирма из Алматы и патент у нас общий с институтом?",
    "ar": "طب ولو كتبنا الشرط ده في العقد ووقع الطرفين؟",
    "fr": "Et si notre filiale au Maroc signe à la place de la société mère ?",
    "es": "¿Y si el desarrollo fue por encargo y lo pagué yo?",
    "th": "แล้วถ้าบริษัทของเราอยู่ในเขตปลอดอากรฉงชิ่งจะต้องจดทะเบียนไหม",
    "vi": "Thế nếu công ty em ở trong khu thương mại tự do Trùng Khánh thì sao?",
    "id": "Terus kalau pemberi lisensinya perusahaan Vietnam yang punya cabang di Chengdu?",
    "sr": "A ako je naša firma u slobodnoj zoni u Čungćingu?",
}


@pytest.mark.parametrize("language", SUPPOSITIONS)
def test_a_supposition_leans_whatever_it_names(understand: Understanding, language: str) -> None:
    told = understand.leaning.signals(SUPPOSITIONS[language], language)
    assert (told["cue"], told["place"], told["subject"]) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If we export free technology from Chongqing to Kenya, must we register the contract?"),
        ("zh", "如果我们把技术出口到越南，需要登记吗？"),
        ("ru", "Если мы экспортируем технологию, нужна ли лицензия?"),
        ("ar", "واردات التكنولوجيا المقيدة؟"),
        ("id", "Kalau kami mengekspor teknologi, apakah kontraknya wajib dicatat?"),
    ],
)
def test_a_condition_that_begins_a_question_of_its_own_is_no_supposition(
    understand: Understanding, language: str, text: str
) -> None:
    plain = normalise(text, language).strip()
    assert not understand.cues.supposes.search(plain)
    assert not understand.cues.followup.search(plain)


def test_a_new_point_in_arabic_needs_no_verb(understand: Understanding) -> None:
    assert understand.leaning.signals("وأتعاب الاستشارات الفنية؟", "ar")["cue"] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "We keep the names of 30,000 farmers of Sichuan, to be stored in Bangkok.",
        "3万用户的信息要存到曼谷",
        "ข้อมูลเกษตรกรในแอป จะเก็บที่กรุงเทพ",
        "Los datos de los agricultores se van a guardar en Perú",
        "Data petani disimpan di Jakarta",
    ],
)
def test_what_is_stored_abroad_goes_there(understand: Understanding, text: str) -> None:
    found = understand(text)
    assert found.directions == ("export",)
    assert found.toward_place


def test_what_is_stored_in_china_goes_nowhere(understand: Understanding) -> None:
    assert understand("The data of our customers are stored in China").directions == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年度收到的提成费要不要交增值税?", 2023),
        ("2022年签的出口合同当时要不要备案?", 2022),
        ("Was there VAT on royalties for 2024?", 2024),
        ("Был ли НДС на роялти за 2023 год?", 2023),
        ("هل كانت الإتاوات المدفوعة في 2021 معفاة؟", 2021),
        ("La TVA était-elle due sur les redevances perçues en 2022 ?", 2022),
        ("¿Había IVA sobre las regalías cobradas en 2023?", 2023),
        ("รายได้ค่าสิทธิของปี 2566 ต้องเสียภาษีไหม", 2023),
        ("Thu nhập chuyển giao công nghệ năm 2023 có chịu thuế không?", 2023),
        ("Royalti tahun 2022 kena PPN?", 2022),
        ("Da li je bilo PDV na prihod iz 2023?", 2023),
    ],
)
def test_the_year_of_an_income_or_an_act_is_the_year_of_its_law(understand: Understanding, text: str, year: int) -> None:
    assert understand(text).as_of == dt.date(year, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2023年签的合同现在能补登记吗?",
        "2022年版的目录里有哪些?",
        "2021年的进口额是多少?",
        "跟挪威2023年签的互认协定怎么用?",
        "按2015年第82号公告,许可收入能免税吗?",
        "UU Nomor 13 Tahun 2016 tentang royalti mengatur apa?",
    ],
)
def test_the_year_of_a_law_a_treaty_or_a_figure_is_none(understand: Understanding, text: str) -> None:
    assert understand(text).as_of is None


@pytest.mark.parametrize(
    ("text", "of_parties"),
    [
        ("跟美方的技术合作协议要登记吗?", True),
        ("独占许可给我们全资的泰国子公司,能免税吗?", True),
        ("图纸发给我们在埃及的客户要许可吗?", True),
        ("泰国子公司要在当地备案吗?", False),
        ("跟埃及公司签的合同在埃及要登记吗?", False),
    ],
)
def test_a_partner_abroad_is_a_party(understand: Understanding, text: str, of_parties: bool) -> None:
    assert understand(text).of_parties is of_parties


LATE = (
    ("How many days do we have to register the contract?", "and if we miss the deadline?"),
    ("合同登记要在几天内办?", "要是错过期限呢?"),
    ("За сколько дней регистрировать договор?", "а если пропустим срок?"),
    ("كم يوما لتسجيل العقد؟", "ولو فاتنا الموعد؟"),
    ("Dans quel délai faut-il enregistrer le contrat ?", "et si on dépasse le délai ?"),
    ("¿En cuántos días hay que registrar el contrato?", "¿y si se nos pasa el plazo?"),
    ("ต้องจดทะเบียนสัญญาภายในกี่วัน", "แล้วถ้าเลยกำหนดล่ะ"),
    ("Phải đăng ký hợp đồng trong bao lâu?", "lỡ quá hạn thì sao?"),
    ("Berapa hari untuk mendaftarkan kontrak?", "kalau terlambat gimana?"),
    ("U kom roku se upisuje ugovor?", "a ako zakasnimo?"),
    ("У ком року се уписује уговор?", "а ако пропустимо рок?"),
)


@pytest.mark.parametrize(("first", "then"), LATE)
def test_who_is_late_asks_what_follows(understand: Understanding, first: str, then: str) -> None:
    assert understand(then, [Turn("user", first), Turn("assistant", "[1] …")]).aspects == ("penalty",)


def test_the_deadline_is_asked_for_beside_the_fine(understand: Understanding) -> None:
    assert {"deadline", "penalty"} <= set(understand("What is the deadline and what is the fine if we miss it?").aspects)
    assert understand("A koliko će to trajati?", language="sr").aspects == ("deadline",)


RESTRICTED = (
    "what if it's restricted?",
    "那限制类的呢?",
    "а если технология ограниченная?",
    "وإذا كانت التقنية مقيدة؟",
    "et si c'est soumise à restriction ?",
    "¿y para una restringida?",
    "แล้วถ้าเป็นกลุ่มจำกัดล่ะ",
    "thế còn loại hạn chế thì sao?",
    "kalau teknologinya dibatasi?",
    "a ako je ograničena?",
)
FREE = "How is the contract for a free technology registered in China?"


@pytest.mark.parametrize("then", RESTRICTED)
def test_a_class_is_named_by_its_adjective_alone(understand: Understanding, then: str) -> None:
    found = understand(then, [Turn("user", FREE), Turn("assistant", "[1] …")])
    assert found.classes["control"] == frozenset({"restricted"})
    assert "restricted-technology" in found.terms


@pytest.mark.parametrize(
    "text",
    [
        "Is the liability of a limited company restricted by law?",
        "外商投资限制类呢?",
        "Общество с ограниченной ответственностью может быть лицензиатом?",
        "Công ty trách nhiệm hữu hạn bị hạn chế gì?",
        "Apakah perseroan terbatas boleh mendaftar?",
        "¿El uso puede estar limitado?",
    ],
)
def test_what_is_limited_is_no_restricted_technology(understand: Understanding, text: str) -> None:
    assert "control" not in understand(text).classes


def test_an_office_is_kept_for_what_is_asked_next(understand: Understanding) -> None:
    first = "Does the Egyptian patent office record a licence?"
    after = [Turn("user", first), Turn("assistant", "[1] …")]
    assert understand(first).offices == ("EG",)
    assert understand("and how long?", after).offices == ("EG",)
    assert understand("and the Chinese patent office?", after).offices == ("CN",)


DISGUISED = (
    "Can we bill the licence as machine parts so that the Chinese firm has nothing to withhold?",
    "Send the drawings in six parcels so that none needs a permit",
    "把许可费开成配件发票,这样就不用扣税了吧?",
    "проведём роялти как покупку запчастей, чтобы не удерживали налог",
    "ممكن نسجل الإتاوة كأنها ثمن قطع حتى لا تخصم الضريبة؟",
    "On peut facturer la licence comme pièces pour qu'il n'y ait pas de retenue ?",
    "¿Facturamos la licencia como repuestos para que no haya retención?",
    "ออกบิลค่าสิทธิเป็นค่าอะไหล่จะได้ไม่ต้องหักภาษี",
    "ghi phí bản quyền thành tiền phụ tùng để khỏi khấu trừ thuế",
    "royalti ditagih sebagai suku cadang supaya tidak kena pajak",
    "da fakturišemo licencu kao delove da ne zadrže porez",
)
LAWFUL = (
    "How is a licence fee invoiced, and what does the payer withhold?",
    "Is the training billed as a service of its own, and is it then not subject to withholding?",
    "We send the drawings in six parcels: does each need a permit?",
    "许可费开成什么发票?要不要扣税?",
    "Как оформить счёт на роялти и кто удерживает налог?",
    "Comment facturer la licence pour ne pas payer deux fois ?",
    "¿Se factura la licencia como servicio o como regalía?",
    "biaya pelatihan ditagih sebagai jasa atau royalti?",
    "Da li se licenca fakturiše kao usluga i zadržava li se porez?",
)


@pytest.mark.parametrize("text", DISGUISED)
def test_one_thing_booked_as_another_to_save_the_tax_is_evasion(understand: Understanding, text: str) -> None:
    assert understand(text).evades


@pytest.mark.parametrize("text", LAWFUL)
def test_how_a_thing_is_booked_is_a_lawful_question(understand: Understanding, text: str) -> None:
    assert not understand(text).evades


@pytest.mark.parametrize(
    "text",
    [
        "We received fees of 2000 euros: is tax withheld?",
        "¿Se retiene sobre pagos de 2000 euros?",
        "Платежи от 2000 долларов нужно регистрировать?",
        "Uplate od 2000 evra: ima li poreza?",
    ],
)
def test_a_sum_is_no_year_whose_law_is_asked_for(understand: Understanding, text: str) -> None:
    assert understand(text).as_of is None
