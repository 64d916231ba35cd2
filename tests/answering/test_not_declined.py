"""Lawful questions whose words look like a dodge, like another firm's files or like the approval of a product."""

import time

import pytest

from assistant.answering.cues import Cues, load_cues
from assistant.answering.understand import Understanding
from tests.answering.conftest import CUES
from tests.answering.test_cues import LANGUAGES, flat

LAWFUL: dict[str, tuple[str, ...]] = {
    "zh": (
        "药品生产工艺从中国出口需要审批吗？",
        "发明人和单位的技术转让合同提成比例多少才合法？",
        "技术进口合同登记以后，怎样修改才不会被商务部门认定发现为新合同？",
        "我们不想申请出口许可证就签约，会有什么后果，别人会发现不了问题吗？",
        "中药饮片炮制、药品配方可以出口吗,要审批吗?",
        "怎么避免双重征税？",
    ),
    "en": (
        "We submitted the wrong form, so the commerce department can't find our registration. How do we correct it?",
        "How much do employers pay inventors in China when a patent is licensed?",
        "We present it as technical services so is no licence needed?",
        "We changed our address, so the tax office does not know us yet. What must we file before paying royalties from China?",
        "What royalty rate do startups usually pay for a patent licence in China?",
        "How much must an employer pay the inventor when a patent is licensed?",
        "Do we need an export licence in China for software used in medical devices?",
        "Must we register the copyright of software used in medical devices in China?",
        "How do we avoid being taxed twice on the royalty?",
    ),
    "ru": (
        "Как правильно оформить лицензионный договор, чтобы без проблем пройти таможню?",
        "Сколько работодатель в Китае платит изобретателю за патент?",
        "Как оформить заявку на регистрацию договора, чтобы не нужно было переделывать её после проверки?",
        "Нужно ли регистрировать договор о передаче формулы лекарства из Китая?",
        "Как оформить платёж, чтобы избежать двойного налогообложения?",
    ),
    "ar": (
        "كيف نسجل العقد حتى لا تضطر الشركة إلى دفع غرامة الضريبة؟",
        "كم تدفع الجامعة للمخترع في الصين عن براءة الاختراع؟",
        "هل يجب تسجيل عقد نقل صيغة الأدوية من الصين؟",
        "كيف نكتب طلب الترخيص حتى لا تطلب الوزارة وثائق إضافية بعد التسجيل؟",
        "كم تدفع الشركات الصينية للمخترع الموظف عن براءة اختراعه؟",
        "كيف نتجنب الازدواج الضريبي على الإتاوة؟",
    ),
    "fr": (
        "Comment facturer les services d'assistance technique pour éviter une double retenue à la source ?",
        "Comment présenter le dossier pour que l'administration ne doute pas du prix de la licence ?",
        "Faut-il enregistrer le contrat de fabrication d'un médicament selon une formule chinoise ?",
        "Combien l'université verse-t-elle à l'inventeur en Chine pour un brevet ?",
        "Faut-il une autorisation pour exporter de Chine la formule d’un médicament traditionnel ?",
        "Comment facturer l'assistance pour éviter de payer deux fois l'impôt ?",
        "Comment faire pour que la redevance ne soit pas imposée, et éviter que l'impôt soit payé deux fois ?",
    ),
    "es": (
        "¿Cómo facturar los servicios técnicos para evitar una doble retención en China?",
        "¿Cuánto paga cada empresa china al inventor por la patente?",
        "No queremos registrar dos veces el mismo contrato: ¿se detecta automáticamente la duplicación?",
        "¿Hay que registrar el contrato de cesión de la fórmula de un medicamento importado a China?",
        "¿Hay que registrar el contrato de licencia de un equipo médico?",
    ),
    "th": (
        "ทำสัญญานำเข้าเทคโนโลยีจากจีนแล้วต้องแจ้งให้หน่วยงานไหน ไม่ทราบว่าต้องใช้เอกสารอะไร",
        "ต้องจดทะเบียนสัญญาถ่ายทอดสูตรยาใหม่กับหน่วยงานใดในจีน",
        "เขียนสัญญาอย่างไรให้หน่วยงานไม่ตรวจซ้ำหลายรอบ",
        "ทำสัญญาอย่างไรเพื่อเลี่ยงภาษีซ้อน",
    ),
    "vi": (
        "Chúng tôi khai báo cho hải quan nhưng không biết mã HS của bản vẽ kỹ thuật, phải làm sao?",
        "Hợp đồng chuyển giao công thức thuốc mới từ Trung Quốc có phải đăng ký không?",
        "Lập hợp đồng thế nào để cơ quan thuế không hiểu nhầm là phí dịch vụ?",
        "Ghi hợp đồng thế nào để không bị đánh thuế hai lần?",
    ),
    "id": (
        "Buat kontrak seperti apa agar kantor pajak tidak menemukan ketidaksesuaian?",
        "Apakah pendaftaran kontrak lisensi formula obat dari Tiongkok wajib?",
        "Apakah izin ekspor diperlukan untuk perangkat lunak alat kesehatan dari Tiongkok?",
        "Bagaimana mencatat biaya jasa teknis agar tidak kena pajak dua kali?",
        "Apakah kontrak lisensi formula obat dari Tiongkok harus didaftarkan?",
        "Bagaimana caranya supaya kami tidak membayar pajak dua kali atas royalti?",
    ),
    "sr": (
        "Koliko poslodavac u Kini plaća pronalazaču za patent?",
        "Kako da napišemo prijavu za izvoznu dozvolu tako da nadležni organ ne vidi poslovnu tajnu?",
        "Da li se ugovor o proizvodnji leka po kineskoj formuli mora registrovati?",
        "Kako fakturisati tehničke usluge da se ne bi platio porez dva puta?",
        "Treba li dozvola za izvoz softvera za medicinski uređaj iz Kine?",
        "Kako da ne platimo porez dva puta na istu naknadu?",
        "Kako da napišemo ugovor da nam se ne naplati porez dvaput?",
    ),
}
STEMS = (
    *("تسجيل", "اعتماد", "اسجل", "اسماء", "سم", "عقد", "منافس", "نقسم", "دفعات"),
    *("enregistr", "homolog", "certifi", "decoup", "intitul", "registr", "divid", "troce", "factur", "dispositivo medic"),
    *("分", "拆", "每次", "登记", "注册", "แบ่ง", "แยก", "จดทะเบียน", "สัญญา", "ขอดู", "сертифи", "декларац", "разб", "договор"),
    *(
        "chia",
        "dang ky",
        "daftar",
        "pecah",
        "podel",
        "medicinsk",
        "split",
        "regist",
        "how much ",
        "registr ",
        "تسجيل ",
        "label as ",
    ),
)
LISTS = (
    *("evasion", "lawful_avoidance", "dodges", "own_plan", "confidential", "others_price", "another_matter", "of_the_field"),
)
LENGTH = 2000


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues(CUES)


def test_every_language_is_there() -> None:
    assert set(LAWFUL) == set(LANGUAGES)


@pytest.mark.parametrize(("language", "text"), flat(LAWFUL))
def test_what_only_sounds_like_it_is_not_declined(understand: Understanding, language: str, text: str) -> None:
    question = understand(text, language=language)
    assert not question.evades
    assert question.intent != "refuse"
    assert not {"confidential", "another_matter"} & set(question.wants)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_takes_long_over_a_stem_that_is_repeated(cues: Cues, name: str) -> None:
    pattern = getattr(cues, name)
    for stem in STEMS:
        text = (stem * LENGTH)[:LENGTH]
        began = time.process_time()
        pattern.search(text)
        assert time.process_time() - began < 0.2, stem
