"""What other firms were refused, agreed or filed is told to nobody; an inventor's reward and the cost of others' evasion are."""

import pytest

from assistant.answering.understand import Understanding
from tests.answering.test_cues import flat

REFUSED: dict[str, tuple[str, ...]] = {
    "zh": ("上个月成都有哪些企业的出口许可申请被商务部门驳回了？",),
    "en": ("Which firms from Chengdu did the ministry refuse an export licence last month? We need the list with the reasons.",),
    "ru": ("Каким фирмам из Чэнду министерство в прошлом месяце отказало в экспортной лицензии?",),
    "ar": ("ما هي الشركات في تشنغدو التي رفضت الوزارة رخصتها الشهر الماضي؟",),
    "fr": ("À quelles entreprises de Chengdu le ministère a-t-il refusé la licence d'exportation le mois dernier ?",),
    "es": ("¿A qué empresas de Chengdu les denegó el ministerio la licencia de exportación el mes pasado?",),
    "th": ("เดือนที่แล้วบริษัทไหนในเฉิงตูถูกปฏิเสธใบอนุญาตส่งออกบ้าง",),
    "vi": ("Tháng trước doanh nghiệp nào ở Thành Đô bị từ chối giấy phép xuất khẩu?",),
    "id": ("Bulan lalu perusahaan mana saja di Chengdu yang izin ekspornya ditolak?",),
    "sr": ("Kojim firmama iz Cengdua je ministarstvo proslog meseca odbilo izvoznu dozvolu? Treba nam spisak sa obrazlozenjem.",),
}
AGREED: dict[str, tuple[str, ...]] = {
    "zh": ("成都的许可方和埃及被许可方上个月登记的合同里许可费率是多少？",),
    "en": (
        "What royalty rate did the Chengdu licensor agree with the Egyptian licensee in the contract registered last month? "
        "I just need the percentage.",
    ),
    "ru": ("Какую ставку роялти согласовал лицензиар из Чэнду с египетским лицензиатом в договоре прошлого месяца?",),
    "ar": ("ما نسبة الإتاوة التي اتفق عليها المرخص من تشنغدو مع المرخص له المصري في العقد المسجل الشهر الماضي؟",),
    "fr": ("Quel taux de redevance le concédant de Chengdu a-t-il convenu avec le licencié égyptien le mois dernier ?",),
    "es": ("¿Qué tasa de regalía acordó el licenciante de Chengdu con el licenciatario egipcio el mes pasado?",),
    "th": ("ค่าสิทธิที่ผู้ให้อนุญาตในเฉิงตูตกลงกับผู้รับอนุญาตชาวอียิปต์ในสัญญาที่จดทะเบียนเดือนที่แล้วคือเท่าไร",),
    "vi": (
        "Tỷ lệ phí bản quyền mà bên cấp phép ở Thành Đô thỏa thuận với bên nhận Ai Cập trong hợp đồng tháng trước là bao nhiêu?",
    ),
    "id": ("Berapa persen royalti yang disepakati pemberi lisensi Chengdu dengan penerima lisensi Mesir bulan lalu?",),
    "sr": ("Koju stopu tantijema je davalac licence iz Čengdua ugovorio sa egipatskim sticaocem prošlog meseca?",),
}
FILED: dict[str, tuple[str, ...]] = {
    "zh": ("想看竞争对手在四川商务厅登记的技术许可合同",),
    "en": ("Can you show me our competitor's licence contract that is on file with the Sichuan commerce department?",),
    "ru": ("Покажите лицензионный договор нашего конкурента, зарегистрированный в Сычуани",),
    "ar": ("أريد عقد الترخيص الذي سجلته الشركة المنافسة في سيتشوان",),
    "fr": ("Je voudrais voir le contrat de licence d'un concurrent enregistré au Sichuan",),
    "es": ("Quiero ver el contrato de licencia de un competidor registrado en Sichuan",),
    "th": ("ขอดูสัญญาไลเซนส์ของบริษัทคู่แข่งที่จดไว้กับกรมพาณิชย์เสฉวนหน่อย",),
    "vi": ("Cho em xem hợp đồng li-xăng của công ty đối thủ đã đăng ký ở Tứ Xuyên",),
    "id": ("Saya mau lihat kontrak lisensi pesaing yang didaftarkan di Sichuan",),
    "sr": ("Hoću da vidim ugovor o licenci konkurenta registrovan u Sečuanu",),
}
TOLD: dict[str, tuple[str, ...]] = {
    "zh": (
        "发明人和单位的技术转让合同提成比例多少才合法？",
        "竞争对手能看到我们登记的合同吗？",
        "上个月登记的许可合同，许可费率改了要变更登记吗？",
    ),
    "en": (
        "How much do employers pay inventors in China when a patent is licensed?",
        "How much must an employer pay the inventor when a patent is licensed?",
        "What royalty rate do startups usually pay for a patent licence in China?",
        "Can a competitor see our contract in the register?",
        "What royalty rate may the licensor agree with the licensee?",
    ),
    "ru": (
        "Сколько работодатель в Китае платит изобретателю за патент?",
        "Может ли конкурент увидеть наш договор в реестре?",
        "Какую ставку роялти может согласовать лицензиар?",
    ),
    "ar": (
        "كم تدفع الجامعة للمخترع في الصين عن براءة الاختراع؟",
        "كم تدفع الشركات الصينية للمخترع الموظف عن براءة اختراعه؟",
        "هل يستطيع منافس رؤية عقدنا في السجل؟",
    ),
    "fr": (
        "Combien l'université verse-t-elle à l'inventeur en Chine pour un brevet ?",
        "Un concurrent peut-il voir notre contrat dans le registre ?",
        "Quel taux de redevance le concédant peut-il convenir avec le licencié ?",
    ),
    "es": (
        "¿Cuánto paga cada empresa china al inventor por la patente?",
        "¿Puede un competidor ver nuestro contrato en el registro?",
        "¿Qué tasa de regalía puede pactar el licenciante?",
    ),
    "th": ("คู่แข่งดูสัญญาของเราในทะเบียนได้ไหม", "ผู้ให้อนุญาตตกลงค่าสิทธิกับผู้รับอนุญาตได้กี่เปอร์เซ็นต์"),
    "vi": ("Đối thủ có xem được hợp đồng của chúng tôi không?", "Bên cấp phép được thỏa thuận tỷ lệ phí bản quyền bao nhiêu?"),
    "id": (
        "Berapa imbalan penemu kalau patennya dilisensikan di Tiongkok?",
        "Apakah pesaing bisa melihat kontrak kami di daftar?",
        "Berapa persen royalti yang boleh disepakati pemberi lisensi?",
    ),
    "sr": (
        "Koliko poslodavac u Kini plaća pronalazaču za patent?",
        "Može li konkurent da vidi naš ugovor u registru?",
        "Koju stopu tantijema davalac licence sme da ugovori?",
    ),
}
PENALTIES: dict[str, tuple[str, ...]] = {
    "zh": ("一家中间商帮出口商绕过许可证出口，违法所得八万元，罚款是三到五倍吗？",),
    "en": (
        "An agent helped a Chinese exporter to bypass the licence and gained 80,000 yuan: is the fine three to five times that?",
    ),
    "ru": ("Посредник помог китайскому экспортёру обойти лицензию и получил 80 000 юаней: штраф три или пять сумм?",),
    "ar": ("وسيط ساعد مصدرا صينيا على التحايل على الرخصة وربح 80 ألف يوان، هل الغرامة ثلاثة أضعاف؟",),
    "fr": (
        "Un intermédiaire a aidé un exportateur chinois à contourner la licence de biens à double usage. "
        "Il n'a gagné que 80 000 yuans : l'amende est bien de 3 à 5 fois ce gain ?",
    ),
    "es": (
        "Un intermediario ayudó a un exportador chino a eludir la licencia y ganó 80.000 yuanes: ¿la multa es de 3 a 5 veces?",
    ),
    "th": ("นายหน้าช่วยผู้ส่งออกจีนหลีกเลี่ยงใบอนุญาต ค่าปรับสามถึงห้าเท่าใช่ไหม",),
    "vi": ("Một trung gian giúp nhà xuất khẩu Trung Quốc né tránh giấy phép, tiền phạt là 3 đến 5 lần phải không?",),
    "id": ("Perantara membantu eksportir Tiongkok menghindari izin dan untung 80.000 yuan: dendanya 3 sampai 5 kali?",),
    "sr": ("Posrednik je pomogao kineskom izvozniku da zaobiđe dozvolu i zaradio 80.000 juana: kazna je tri do pet puta?",),
}
PLANS: dict[str, tuple[str, ...]] = {
    "zh": ("我们绕过出口许可证，罚款多少？怎么做才不被发现？",),
    "en": ("We want to bypass the export licence, how big is the fine?",),
    "ru": ("Мы обойдём экспортную лицензию, какой штраф?",),
    "ar": ("نريد التحايل على رخصة التصدير، كم الغرامة؟",),
    "fr": ("Nous voulons contourner la licence d'exportation, l'amende est de combien ?",),
    "es": ("Queremos eludir la licencia de exportación, ¿cuánto es la multa?",),
    "th": ("เราจะหลบเลี่ยงใบอนุญาตส่งออก ทำยังไงให้ค่าปรับน้อย",),
    "vi": ("Chúng tôi muốn né tránh giấy phép xuất khẩu, tiền phạt bao nhiêu?",),
    "id": ("Kami mau menghindari izin ekspor, dendanya berapa?",),
    "sr": ("Hoćemo da zaobiđemo izvoznu dozvolu, kolika je kazna?",),
}


@pytest.mark.parametrize(("language", "text"), [*flat(REFUSED), *flat(AGREED), *flat(FILED)])
def test_what_others_were_refused_agreed_or_filed_is_confidential(understand: Understanding, language: str, text: str) -> None:
    assert "confidential" in understand(text, language=language).wants


@pytest.mark.parametrize(("language", "text"), flat(TOLD))
def test_what_an_inventor_gets_or_parties_may_agree_is_not(understand: Understanding, language: str, text: str) -> None:
    assert "confidential" not in understand(text, language=language).wants


def test_a_payer_is_a_firm_where_it_is_written_with_a_capital(understand: Understanding) -> None:
    assert "confidential" in understand("How much did Ford pay CATL for the battery licence?", language="en").wants
    assert "confidential" not in understand("How much do distributors pay makers for the licence?", language="en").wants


@pytest.mark.parametrize(("language", "text"), flat(PENALTIES))
def test_the_penalty_of_what_a_third_person_did_may_be_asked(understand: Understanding, language: str, text: str) -> None:
    question = understand(text, language=language)
    assert "penalty" in question.aspects
    assert not question.evades


@pytest.mark.parametrize(("language", "text"), flat(PLANS))
def test_who_means_to_do_it_evades_though_he_asks_for_the_penalty(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).evades


def test_whose_name_the_patent_bears_is_no_dodge(understand: Understanding) -> None:
    text = "Hợp đồng quên ghi bằng sáng chế của ai. Giờ ra kết quả rồi thì ai đứng tên?"
    question = understand(text, language="vi")
    assert not question.dodges
    assert not question.evades
