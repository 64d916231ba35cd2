"""Cues in prompts/cues/questions.yaml: what a question's words say, in ten languages."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.answering.understand import Understanding
from assistant.text import normalise

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "prompts" / "cues" / "questions.yaml"
LANGUAGES = ("zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")
TODAY = dt.date(2026, 7, 1)


def flat(table: dict[str, tuple[str, ...]]) -> list[object]:
    return [pytest.param(language, text, id=f"{language}: {text}") for language in table for text in table[language]]


def pairs(table: dict[str, tuple[tuple[str, str], ...]]) -> list[object]:
    return [
        pytest.param(language, text, expected, id=f"{language}: {text}")
        for language in table
        for text, expected in table[language]
    ]


def patterns(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from patterns(value, f"{path}/{key}")
    elif isinstance(node, list):
        yield from ((f"{path}[{n}]", str(value)) for n, value in enumerate(node))


ALL = dict(patterns(yaml.safe_load(QUESTIONS.read_text("utf-8"))))
ASKED_FOR = re.compile("/asks/")
"""Words that are searched for, not patterns."""
WRITTEN_OUT = re.compile("^facts.yaml/words/")
"""Words that are normalised as they are read."""
CODE = re.compile("[A-Z]{2,3}")
"""Countries and currencies."""


def texts(node: object, path: str) -> Iterator[tuple[str, str]]:
    """Every string of a file of cues, however deep it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}/{key}")
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from texts(value, f"{path}[{n}]")
    elif isinstance(node, str):
        yield path, node


FURTHER = {
    place: text
    for name in ("facts.yaml", "asserted.yaml", "sided.yaml", "partners.yaml")
    for place, text in texts(yaml.safe_load((QUESTIONS.parent / name).read_text("utf-8")), name)
    if not ASKED_FOR.search(place) and not WRITTEN_OUT.search(place) and not CODE.fullmatch(text)
}


EVASIONS = {
    "zh": (
        "怎么规避技术出口许可？",
        "如何绕过两用物项出口管制？",
        "有没有办法避开税务机关的备案？",
        "怎么避免缴纳预提税？",
        "怎样不申请许可就把图纸发到国外？",
        "把付款拆成几笔，好让每笔都低于备案门槛",
        "合同日期往前写，倒签合同行不行？",
        "派工程师过去讲，这样就不用申请许可了吧？",
        "怎样出口才能不让海关发现？",
        "把特许权使用费写成咨询费，就不用代扣税了",
        "想绕开海关把样机带出去",
        "有什么办法能不备案也把特许权费付出去",
        "怎么逃避出口管制审查",
        "我们把技术分几次发，免得触发许可",
        "能教我怎么把最终用户瞒过去吗，海关会查",
    ),
    "en": (
        "How do we avoid the export licence?",
        "Is there a way to bypass the security review?",
        "How can I get around registering the contract?",
        "How could a company dodge Chinese withholding tax?",
        "Split the payment so that it stays under the filing threshold",
        "Can we backdate the contract?",
        "Let us send engineers instead so that no licence is needed",
        "We will send engineers instead so that no licence needs to be applied for",
        "How do we export the drawings without the authorities noticing?",
        "How can we ship the samples without declaring them?",
        "How do I hide the real end user from customs?",
        "book the fee as consulting so the tax does not apply",
        "Tips for avoiding the recordal of our licence",
        "What is the trick to not pay withholding tax?",
        "We would like to skip customs declaration",
        "Could we route it via Singapore so the licence requirement does not apply?",
        "Is there any way around the export licence?",
    ),
    "ru": (
        "Как обойти экспортную лицензию?",
        "Как нам избежать регистрации договора?",
        "Если разделим технологию, избежим ли мы экспортного контроля?",
        "Как уклониться от налога у источника?",
        "Разбить платёж, чтобы он остался ниже порога уведомления",
        "Можно ли подписать договор задним числом?",
        "Отправим инженеров вместо чертежей, чтобы не подавать на лицензию",
        "Как вывезти оборудование без ведома таможни?",
        "Как скрыть конечного пользователя?",
        "Как экспортировать чертежи без разрешения?",
        "Подскажите способ обойти регистрацию лицензии",
        "Как не платить налог у источника?",
        "Можно ли отправить чертежи по почте, чтобы никто не узнал?",
        "Как избегать таможенного контроля?",
    ),
    "ar": (
        "كيف نتجنب رخصة التصدير؟",
        "كيف يمكن الالتفاف على تسجيل العقد؟",
        "نريد التحايل على الرقابة على الصادرات",
        "كيف نتهرب من ضريبة الاستقطاع؟",
        "نقسم الدفعة حتى تبقى تحت حد الإخطار",
        "هل يمكن أن نؤرخ العقد بتاريخ سابق؟",
        "نرسل المهندسين بدلا من ذلك حتى لا نحتاج إلى ترخيص",
        "كيف نصدر الرسومات دون علم السلطات؟",
        "كيف نخفي المستخدم النهائي عن الجمارك؟",
        "كيف ننقل المعدات بدون ترخيص؟",
        "ما هي طرق التهرب من الضريبة المستقطعة؟",
        "أريد تجنب تسجيل العقد لدى الوزارة",
        "كيف لا ندفع الضريبة على الإتاوات؟",
    ),
    "fr": (
        "Comment éviter la licence d'exportation ?",
        "Comment évitons-nous la licence ?",
        "Comment contourner le contrôle des exportations ?",
        "Comment échapper à la retenue à la source ?",
        "Fractionner le paiement pour qu'il reste sous le seuil de déclaration",
        "Peut-on antidater le contrat ?",
        "Envoyons plutôt des ingénieurs pour ne pas avoir à demander de licence",
        "Comment exporter sans que la douane s'en aperçoive ?",
        "Comment envoyer les plans sans demander d'autorisation ?",
        "Comment se passer de l'enregistrement du contrat ?",
        "Un moyen de contourner la douane ?",
        "Comment ne pas payer la retenue à la source ?",
        "Nous voulons éviter l’autorisation d’exportation",
        "Peut-on esquiver la déclaration fiscale ?",
    ),
    "es": (
        "¿Cómo evitamos la licencia?",
        "¿Cómo eludimos el control de exportaciones?",
        "¿Qué hacemos para que evitemos el registro?",
        "¿Cómo puedo saltarme la aduana?",
        "Dividir el pago para que quede por debajo del umbral de declaración",
        "¿Podemos antedatar el contrato?",
        "Enviemos ingenieros para no tener que pedir la licencia",
        "¿Cómo exportar los planos sin que las autoridades se enteren?",
        "¿Cómo evadir la retención en China?",
        "¿Cómo sacamos los equipos sin declarar?",
        "¿Cómo hacemos para no pagar la retención?",
        "Quiero esquivar el control de aduanas",
        "¿Hay forma de burlar la licencia?",
        "¿Cómo evito el registro del contrato?",
    ),
    "th": (
        "จะหลีกเลี่ยงใบอนุญาตส่งออกได้อย่างไร",
        "มีวิธีเลี่ยงการจดทะเบียนสัญญาไหม",
        "หลบภาษีหัก ณ ที่จ่ายยังไงดี",
        "แบ่งจ่ายเพื่อให้ต่ำกว่าเกณฑ์ที่ต้องแจ้ง",
        "ลงวันที่สัญญาย้อนหลังได้ไหม",
        "ส่งวิศวกรไปแทนจะได้ไม่ต้องขอใบอนุญาต",
        "ส่งออกโดยไม่ให้เจ้าหน้าที่รู้ทำยังไง",
        "ลักลอบส่งออกเทคโนโลยีผ่านศุลกากร",
        "ปกปิดผู้ใช้ปลายทางจากศุลกากรอย่างไร",
        "ทำอย่างไรไม่ต้องเสียภาษีหัก ณ ที่จ่าย",
        "อยากเลี่ยงการขออนุญาตส่งออก",
        "แอบส่งแบบทางเทคนิคออกนอกประเทศโดยไม่ขอใบอนุญาต",
    ),
    "vi": (
        "Làm sao để tránh giấy phép xuất khẩu?",
        "Cách lách kiểm soát xuất khẩu công nghệ?",
        "Làm thế nào để né thuế nhà thầu?",
        "Làm sao trốn việc đăng ký hợp đồng?",
        "Chia nhỏ khoản thanh toán để dưới ngưỡng phải khai báo",
        "Có thể ký lùi ngày hợp đồng không?",
        "Cử kỹ sư sang thay để khỏi phải xin giấy phép",
        "Xuất khẩu mà không để hải quan biết thì làm thế nào?",
        "Làm sao che giấu người dùng cuối với hải quan?",
        "Làm sao để không phải nộp thuế bản quyền?",
        "Có cách nào lách luật đăng ký không?",
        "Muốn tránh phải xin phép xuất khẩu",
    ),
    "id": (
        "Bagaimana cara menghindari izin ekspor?",
        "Gimana mengakali pencatatan lisensi?",
        "Bagaimana kami bisa mengelak dari pajak royalti?",
        "Bagaimana lolos dari pemeriksaan bea cukai?",
        "Pecah pembayarannya supaya di bawah batas pelaporan",
        "Bisakah kami memundurkan tanggal kontrak?",
        "Kirim insinyur saja supaya tidak perlu mengajukan izin",
        "Bagaimana mengekspor tanpa diketahui pihak berwenang?",
        "Bagaimana menyembunyikan pengguna akhir dari otoritas?",
        "Bagaimana supaya tidak bayar pajak royalti?",
        "Cara menghindari pemeriksaan bea cukai",
        "Kami ingin mengakali aturan ekspor",
    ),
    "sr": (
        "Kako da izbegnemo izvoznu dozvolu?",
        "Kako izbegavamo registraciju ugovora?",
        "Kako zaobići kontrolu izvoza?",
        "Može li se izigrati porez po odbitku?",
        "Podeliti uplatu kako bi ostala ispod praga za prijavu",
        "Možemo li antidatirati ugovor?",
        "Poslaćemo inženjere da ne bismo morali da tražimo dozvolu",
        "Kako izvesti crteže a da vlasti ne primete?",
        "Како да избегнемо дозволу за извоз?",
        "Kako poslati opremu bez prijave?",
        "Kako da ne platimo porez po odbitku?",
        "Postoji li način da se zaobiđe dozvola?",
        "Želimo da izbegnemo carinu",
        "Kako mimoići registraciju?",
    ),
}

LAWFUL = {
    "zh": (
        "怎么申请技术出口许可？",
        "这项技术需要出口许可吗？",
        "哪些情形可以豁免登记？",
        "如何避免双重征税？",
        "没有登记，合同无效吗？",
        "许可申请会被拒绝吗？",
        "如果我们不登记会怎样？",
        "出口许可有例外吗？",
        "怎么避免登记申请被驳回？",
        "规避出口管制会被怎么处罚？",
        "怎么判断是不是不用申请许可？",
        "合作方隐瞒了专利无效的事实怎么办？",
        "技术出口许可要避免哪些常见错误？",
        "可以先付款再登记吗？",
        "付款分三次付，每次都要备案吗？",
        "对方偷税被查，许可合同还有效吗？",
        "如何才能不被认定为出口行为？",
        "不登记能不能付汇？",
    ),
    "en": (
        "How do I apply for a licence?",
        "Is a licence needed for this technology?",
        "What are the exemptions from the export licence?",
        "How can we avoid double taxation?",
        "Without registration, is the contract void?",
        "Can the licence be refused?",
        "What happens if we don't register?",
        "Is there an exemption from the export licence?",
        "What is the penalty for bypassing export controls?",
        "How do we avoid a refusal of the registration?",
        "It is freely transferable technology, so no licence is needed, right?",
        "Is a backdated contract void?",
        "Can we export this technology without a licence?",
        "Can the contract be enforced without being registered?",
        "Can we skip registration if the contract is below one year?",
        "How do I avoid paying tax twice?",
        "Does a free licence avoid the need for a review?",
        "Which rules avoid disputes over tax?",
        "How should we split the royalty between the two licensors?",
        "What if a licensee hides sales from us?",
        "How do I report someone who evades customs duty?",
        "How can we legally send engineers to China instead of drawings?",
    ),
    "ru": (
        "Как подать заявку на лицензию?",
        "Нужна ли лицензия на эту технологию?",
        "Какие есть исключения из лицензирования?",
        "Как избежать двойного налогообложения?",
        "Недействителен ли договор без регистрации?",
        "Могут ли отказать в лицензии?",
        "Что будет, если мы не зарегистрируем договор?",
        "Есть ли освобождение от экспортной лицензии?",
        "Какой штраф за обход экспортного контроля?",
        "Как избежать отказа в регистрации?",
        "Действителен ли договор, подписанный задним числом?",
        "Как обойтись без нотариуса?",
        "Что делать, чтобы не нарушить правила экспорта?",
        "Чтобы не платить налог дважды, какие документы нужны?",
        "Обязаны ли мы регистрировать, чтобы не платить штраф?",
        "Как правильно разделить платежи между сторонами?",
    ),
    "ar": (
        "كيف أتقدم بطلب ترخيص؟",
        "هل يلزم ترخيص لهذه التكنولوجيا؟",
        "ما هي الإعفاءات من رخصة التصدير؟",
        "كيف نتجنب الازدواج الضريبي؟",
        "هل العقد باطل بدون تسجيل؟",
        "هل يمكن رفض الترخيص؟",
        "ماذا يحدث إذا لم نسجل العقد؟",
        "هل يوجد إعفاء من رخصة التصدير؟",
        "ما عقوبة التهرب من الرقابة على الصادرات؟",
        "كيف نتجنب رفض طلب التسجيل؟",
        "ماذا نفعل حتى لا نخالف قانون التصدير؟",
        "كيف نوقع العقد بتاريخ اليوم؟",
        "هل يمكن الدفع بدون تسجيل؟",
        "حتى لا ندفع الضريبة مرتين ما المستندات المطلوبة؟",
    ),
    "fr": (
        "Comment demander une licence ?",
        "Faut-il une licence pour cette technologie ?",
        "Quelles sont les exemptions de licence ?",
        "Comment éviter la double imposition ?",
        "Sans enregistrement, le contrat est-il nul ?",
        "La licence peut-elle être refusée ?",
        "Que se passe-t-il si nous n'enregistrons pas ?",
        "Existe-t-il une dispense de licence d'exportation ?",
        "Quelle amende pour avoir contourné le contrôle des exportations ?",
        "Comment éviter le rejet de l'enregistrement ?",
        "Que faire pour ne pas être en infraction avec le contrôle des exportations ?",
        "Ce contrat échappe-t-il à l’autorisation ?",
        "Sans licence, que risque-t-on ?",
        "Comment éviter un litige sur la licence ?",
        "Peut-on payer sans enregistrement ?",
        "Comment ne pas payer deux fois la taxe ?",
    ),
    "es": (
        "¿Cómo solicito una licencia?",
        "¿Se necesita licencia para esta tecnología?",
        "¿Cuáles son las excepciones al registro?",
        "¿Cómo evitar la doble imposición?",
        "Sin registro, ¿es nulo el contrato?",
        "¿Pueden denegar la licencia?",
        "¿Qué pasa si no registramos el contrato?",
        "¿Hay una exención de la licencia de exportación?",
        "¿Qué multa hay por eludir el control de exportaciones?",
        "¿Cómo evitamos que denieguen la licencia?",
        "¿Qué hago para no infringir el control de exportaciones?",
        "¿Se puede pagar sin registro?",
        "¿Cómo evitar errores en el registro?",
        "Para no pagar dos veces, ¿qué certificado necesito?",
    ),
    "th": (
        "ขอใบอนุญาตส่งออกอย่างไร",
        "เทคโนโลยีนี้ต้องมีใบอนุญาตไหม",
        "มีข้อยกเว้นการจดทะเบียนอะไรบ้าง",
        "จะหลีกเลี่ยงภาษีซ้อนได้อย่างไร",
        "ถ้าไม่จดทะเบียนสัญญาเป็นโมฆะไหม",
        "ใบอนุญาตถูกปฏิเสธได้หรือไม่",
        "ถ้าเราไม่จดทะเบียนจะเกิดอะไรขึ้น",
        "มีการยกเว้นใบอนุญาตส่งออกไหม",
        "หลีกเลี่ยงการควบคุมการส่งออกมีโทษเท่าไร",
        "ใบอนุญาตปลอมแปลงคืออะไร มีโทษไหม",
        "ทำอย่างไรไม่ให้ผิดกฎหมายส่งออก",
        "แบ่งจ่ายค่าสิทธิได้ไหม",
        "ไม่มีใบอนุญาตส่งออกได้ไหม",
        "พนักงานแอบส่งความลับให้คู่แข่ง ทำอย่างไร",
    ),
    "vi": (
        "Xin giấy phép xuất khẩu như thế nào?",
        "Công nghệ này có cần giấy phép không?",
        "Những trường hợp nào được miễn đăng ký?",
        "Làm sao tránh đánh thuế hai lần?",
        "Không đăng ký thì hợp đồng có vô hiệu không?",
        "Giấy phép có thể bị từ chối không?",
        "Điều gì xảy ra nếu chúng tôi không đăng ký?",
        "Có được miễn giấy phép xuất khẩu không?",
        "Luật cạnh tranh có yêu cầu đăng ký hợp đồng không?",
        "Giải quyết tranh chấp về giấy phép ở đâu?",
        "Trốn thuế nhà thầu bị phạt bao nhiêu?",
        "Làm gì để không vi phạm luật xuất khẩu?",
        "Có thể chia thanh toán thành nhiều đợt không?",
        "Không có giấy phép thì xuất khẩu được không?",
        "Tránh rủi ro khi đăng ký thì làm gì?",
    ),
    "id": (
        "Bagaimana cara mengajukan izin ekspor?",
        "Apakah teknologi ini perlu izin?",
        "Apa saja pengecualian dari pencatatan?",
        "Bagaimana menghindari pajak berganda?",
        "Tanpa pencatatan, apakah perjanjian batal?",
        "Bisakah izin ditolak?",
        "Apa yang terjadi jika kami tidak mencatatkan perjanjian?",
        "Adakah pembebasan dari izin ekspor?",
        "Apa sanksi karena menghindari pengendalian ekspor?",
        "Bagaimana agar permohonan izin tidak ditolak?",
        "Bagaimana agar tidak melanggar aturan ekspor?",
        "Bisakah pembayaran dibagi dua kali?",
        "Bolehkah membayar tanpa pencatatan?",
        "Supaya tidak kena denda, kapan harus lapor?",
    ),
    "sr": (
        "Kako da podnesemo zahtev za dozvolu?",
        "Da li je za ovu tehnologiju potrebna dozvola?",
        "Koja su izuzeća od registracije?",
        "Kako izbeći dvostruko oporezivanje?",
        "Da li je ugovor bez registracije ništav?",
        "Može li dozvola biti odbijena?",
        "Šta se dešava ako ne registrujemo ugovor?",
        "Postoji li oslobođenje od izvozne dozvole?",
        "Kolika je kazna za izbegavanje kontrole izvoza?",
        "Да ли је потребна дозвола за извоз?",
        "Da li je tačno da ne moramo da registrujemo licencu?",
        "Šta da radimo da ne bismo prekršili kontrolu izvoza?",
        "Može li se platiti bez registracije?",
        "Kako izbeći grešku u prijavi?",
        "Da ne bismo platili dvostruki porez, šta treba?",
    ),
}

FOLLOWUPS = {
    "zh": ("那越南呢？", "进口呢？", "还有税呢？", "如果是泰国的公司呢"),
    "en": ("And for Vietnam?", "What about imports?", "So how much is it?", "But in Thailand?"),
    "ru": ("А для Египта?", "И сколько это стоит?", "А если импорт?", "Но где?"),
    "ar": ("وماذا عن فيتنام؟", "وكم الرسوم؟", "وفي مصر؟", "والاستيراد؟"),
    "fr": ("Et pour le Vietnam ?", "Mais à l'importation ?", "Qu'en est-il de la taxe ?"),
    "es": ("¿Y para Vietnam?", "Pero ¿cuánto cuesta?", "¿Y si es importación?", "¿Qué pasa con Egipto?"),
    "th": ("แล้วเวียดนามล่ะ", "ส่วนการนำเข้าล่ะครับ", "แล้วภาษีเท่าไร"),
    "vi": ("Còn Việt Nam thì sao?", "Vậy phí là bao nhiêu?", "Nhập khẩu thì sao?"),
    "id": ("Bagaimana dengan Vietnam?", "Lalu biayanya?", "Dan untuk impor?", "Kalau di Thailand?"),
    "sr": ("A za Vijetnam?", "I koliko to košta?", "A ako je uvoz?", "А за Египат?"),
}

NO_FOLLOWUPS = {
    "zh": (
        "那些技术禁止出口？",
        "再许可需要许可方同意吗？",
        "如果合同没有登记会怎样？",
        "技术出口许可怎么办理呢？",
        "而且技术合同要登记吗",
    ),
    "en": (
        "I need a licence for software",
        "A Chinese partner wants our patent",
        "Android software: is a licence needed?",
        "Someone copied our patent in China",
        "Why must the licence contract be registered?",
    ),
    "ru": (
        "Африканским компаниям нужна лицензия?",
        "Импорт технологии требует регистрации?",
        "Нотариус нужен для договора?",
        "Иностранная компания может купить патент?",
    ),
    "ar": (
        "وزارة التجارة هل تسجل العقود؟",
        "وثائق التسجيل المطلوبة للعقد",
        "ولاية القضاء في نزاع الترخيص؟",
        "وكالة الاختراع هل تلزم؟",
    ),
    "fr": (
        "À qui dois-je adresser la demande ?",
        "Étranger, puis-je déposer un brevet en Chine ?",
        "Maison mère : faut-il une licence ?",
        "Va-t-on enregistrer la licence ?",
        "A partir de quand la licence est-elle valable ?",
    ),
    "es": (
        "¿A quién pertenecen las mejoras?",
        "¿Con qué autoridad se registra la licencia?",
        "¿Ya no hay tope de regalías en China?",
        "Yuanes: ¿se pueden pagar regalías?",
        "Va a caducar la patente, ¿qué hago?",
    ),
    "th": (
        "ส่วนแบ่งของนักวิจัยขั้นต่ำเท่าไร",
        "ส่วนลดภาษีสำหรับเทคโนโลยีมีไหม",
        "สัญญาต้องจดทะเบียนหรือไม่",
    ),
    "vi": (
        "Vay vốn nước ngoài có phải đăng ký không?",
        "Vận chuyển thiết bị có cần giấy phép không?",
        "Công nghệ này có cần giấy phép không?",
    ),
    "id": (
        "Kalau lisensi tidak dicatat, apakah batal?",
        "Dana riset bebas pajak?",
        "Bagaimana cara mencatat lisensi?",
        "Biaya lisensi bebas pajak?",
    ),
    "sr": (
        "Arbitraža u Beču je dozvoljena?",
        "Izvoz tehnologije traži dozvolu?",
        "Inostrani patent važi u Srbiji?",
        "Aneks ugovora treba registrovati?",
    ),
}

AS_OF = {
    "zh": (
        ("2019年的时候技术合同归哪个部门管？", "2019"),
        ("在2018年，预提税税率是多少？", "2018"),
        ("2020年5月1日之前要不要登记？", "2020-05-01"),
    ),
    "en": (
        ("In 2019, did the contract need a registration?", "2019"),
        ("What was the withholding rate as of 2021-06-30?", "2021-06-30"),
        ("Which rules were in force in March 2020?", "2020"),
    ),
    "ru": (
        ("Какая ставка действовала в 2019 году?", "2019"),
        ("По состоянию на 01.05.2020 нужна была лицензия?", "2020-05-01"),
        ("Нужна ли была регистрация до 2021 года?", "2021"),
    ),
    "ar": (
        ("ما هي الضريبة في عام 2019؟", "2019"),
        ("هل كان التسجيل مطلوبا سنة 2018؟", "2018"),
        ("ما القاعدة السارية حتى ٢٠٢٠؟", "2020"),
    ),
    "fr": (
        ("Quel était le taux en 2019 ?", "2019"),
        ("Quelles règles étaient en vigueur au 1er janvier 2020 ?", "2020"),
        ("Fallait-il une licence en mars 2021 ?", "2021"),
    ),
    "es": (
        ("¿Cuál era la tasa en 2019?", "2019"),
        ("¿Qué norma estaba vigente en enero de 2020?", "2020"),
        ("A fecha de 31/12/2021, ¿había que registrar?", "2021-12-31"),
    ),
    "th": (
        ("ในปี 2019 ต้องจดทะเบียนไหม", "2019"),
        ("อัตราภาษีในปี พ.ศ. 2563 เท่าไร", "2020"),
        ("เมื่อปี ๒๕๖๔ ต้องขอใบอนุญาตไหม", "2021"),
    ),
    "vi": (
        ("Vào năm 2019 thuế suất là bao nhiêu?", "2019"),
        ("Trong năm 2020 có phải đăng ký không?", "2020"),
        ("Tính đến 31/12/2021 cần giấy phép không?", "2021-12-31"),
    ),
    "id": (
        ("Berapa tarif pajak pada tahun 2019?", "2019"),
        ("Apakah wajib dicatat sebelum 2020?", "2020"),
        ("Pada 31/12/2021 apakah izin wajib?", "2021-12-31"),
    ),
    "sr": (
        ("Kolika je bila stopa 2019. godine?", "2019"),
        ("Da li je dozvola bila obavezna u 2020?", "2020"),
        ("Koji zakon je važio na dan 01.05.2021?", "2021-05-01"),
    ),
}

NO_AS_OF = {
    "zh": ("2020年签的合同现在还要登记吗？", "根据2019年修订的条例要登记吗？"),
    "en": ("The contract signed in 2019: is it still valid?",),
    "ru": ("Постановление № 331 от 2001 ещё действует?",),
    "ar": ("هل القانون رقم 82 لسنة 2002 سار؟",),
    "fr": ("Le contrat signé en 2019 est-il valable ?",),
    "es": ("El contrato firmado en 2019, ¿es válido?",),
    "th": ("พระราชบัญญัติสิทธิบัตร พ.ศ. 2522 ยังใช้อยู่ไหม",),
    "vi": ("Luật Chuyển giao công nghệ năm 2017 nói gì?",),
    "id": ("UU Nomor 65 Tahun 2024 mengatur apa?",),
    "sr": ("Važi li još zakon iz 2011. godine?",),
}

COMPARISONS = {
    "zh": ("独占许可和排他许可有什么区别？", "专利许可与转让有何不同？", "请比较两种登记"),
    "en": (
        "What is the difference between a sole and an exclusive licence?",
        "Compare the two registrations",
        "licence vs assignment",
    ),
    "ru": (
        "Чем исключительная лицензия отличается от простой?",
        "В чём разница между лицензией и уступкой?",
        "Сравните регистрацию и учёт",
    ),
    "ar": (
        "ما الفرق بين الترخيص والتنازل؟",
        "قارن بين التسجيلين",
        "هل يختلف الترخيص الحصري عن الوحيد؟",
    ),
    "fr": (
        "Quelle est la différence entre licence et cession ?",
        "Comparez les deux enregistrements",
        "La licence par rapport à la cession ?",
    ),
    "es": (
        "¿Cuál es la diferencia entre licencia y cesión?",
        "Compara los dos registros",
        "¿En qué se diferencian la licencia y la cesión?",
    ),
    "th": ("สัญญาสองแบบแตกต่างกันอย่างไร", "เปรียบเทียบการจดทะเบียนสองแบบ", "ใบอนุญาตสองชนิดต่างกันไหม"),
    "vi": ("Li-xăng và chuyển nhượng khác nhau thế nào?", "So sánh hai thủ tục đăng ký", "Phân biệt hai loại giấy phép"),
    "id": (
        "Apa perbedaan lisensi dan pengalihan?",
        "Bandingkan kedua pencatatan itu",
        "Apa bedanya lisensi eksklusif dan tunggal?",
    ),
    "sr": (
        "Koja je razlika između licence i ustupanja?",
        "Uporedi dve registracije",
        "Po čemu se razlikuju licenca i prenos?",
    ),
}

NO_COMPARISONS = {
    "zh": ("许可方不同意转让怎么办？", "登记比较复杂吗？"),
    "en": ("Does the licensee need consent?",),
    "ru": ("Нужна ли лицензия на товары?",),
    "ar": ("هل يلزم تسجيل العقد؟",),
    "fr": ("Faut-il comparaître devant le tribunal ?", "Le différend relève de quel tribunal ?"),
    "es": ("¿Podemos compartir la tecnología con la filial?",),
    "th": ("ต้องจดทะเบียนไหม",),
    "vi": ("Có phải đăng ký không?",),
    "id": ("Bagaimana mengajukan banding atas penolakan?",),
    "sr": ("Da li treba registrovati licencu?",),
}

ASPECTS = {
    "zh": (
        ("备案要几个工作日？", "deadline"),
        ("登记要提交哪些材料？", "documents"),
        ("向哪个部门申请？", "authority"),
        ("预提税税率是多少？", "rate"),
        ("不登记会怎么处罚？", "penalty"),
        ("合同什么时候生效？", "effect"),
        ("技术转让可以免税吗？", "exemption"),
        ("技术出口必须登记吗？", "requirement"),
    ),
    "en": (
        ("How many days does registration take?", "deadline"),
        ("Which documents do we have to file?", "documents"),
        ("Which authority registers the contract?", "authority"),
        ("What is the withholding rate?", "rate"),
        ("What fines are there?", "penalty"),
        ("Is the unregistered licence void?", "effect"),
        ("Is the transfer exempt from VAT?", "exemption"),
        ("Must we register the licence?", "requirement"),
        ("Who owns the improvements?", "duty"),
        ("Which court has jurisdiction?", "dispute"),
    ),
    "ru": (
        ("За сколько дней регистрируют договор?", "deadline"),
        ("Какие документы нужны?", "documents"),
        ("В какой орган подавать?", "authority"),
        ("Какая ставка налога?", "rate"),
        ("Какой штраф нам грозит?", "penalty"),
        ("Когда договор вступает в силу?", "effect"),
        ("Есть ли льготы?", "exemption"),
        ("Нужно ли регистрировать лицензию?", "requirement"),
        ("В каком суде рассматривают спор?", "dispute"),
    ),
    "ar": (
        ("كم تستغرق الإجراءات؟", "deadline"),
        ("ما هي الوثائق المطلوبة؟", "documents"),
        ("أي هيئة تسجل العقد؟", "authority"),
        ("ما نسبة الضريبة؟", "rate"),
        ("ما العقوبة؟", "penalty"),
        ("متى يصبح العقد ساري المفعول؟", "effect"),
        ("هل يوجد إعفاء؟", "exemption"),
        ("هل يجب تسجيل العقد؟", "requirement"),
        ("من المسؤول عن التعويض؟", "duty"),
    ),
    "fr": (
        ("Combien de jours dure l'enregistrement ?", "deadline"),
        ("Quelles pièces justificatives faut-il ?", "documents"),
        ("Quelle autorité est compétente ?", "authority"),
        ("Quel est le taux de la retenue ?", "rate"),
        ("Quelle amende risque-t-on ?", "penalty"),
        ("Le contrat est-il nul ?", "effect"),
        ("Y a-t-il une exonération ?", "exemption"),
        ("Faut-il enregistrer la licence ?", "requirement"),
    ),
    "es": (
        ("¿Cuál es el plazo de registro?", "deadline"),
        ("¿Qué documentos hay que presentar?", "documents"),
        ("¿Qué organismo lo registra?", "authority"),
        ("¿Qué tasa de retención se aplica?", "rate"),
        ("¿Qué multa nos ponen?", "penalty"),
        ("¿Es nulo el contrato?", "effect"),
        ("¿Está exento del IVA?", "exemption"),
        ("¿Es obligatorio registrar la licencia?", "requirement"),
    ),
    "th": (
        ("จดทะเบียนใช้เวลากี่วัน", "deadline"),
        ("ต้องใช้เอกสารอะไรบ้าง", "documents"),
        ("ยื่นที่หน่วยงานไหน", "authority"),
        ("อัตราภาษีเท่าไร", "rate"),
        ("ค่าปรับสูงสุดคืออะไร", "penalty"),
        ("สัญญาเป็นโมฆะไหม", "effect"),
        ("จำเป็นต้องจดทะเบียนหรือไม่", "requirement"),
        ("ได้รับยกเว้นภาษีไหม", "exemption"),
    ),
    "vi": (
        ("Đăng ký mất bao lâu?", "deadline"),
        ("Hồ sơ gồm những giấy tờ gì?", "documents"),
        ("Nộp cho cơ quan nào?", "authority"),
        ("Thuế suất là bao nhiêu?", "rate"),
        ("Bị phạt bao nhiêu tiền?", "penalty"),
        ("Khi nào hợp đồng có hiệu lực?", "effect"),
        ("Có bắt buộc đăng ký không?", "requirement"),
        ("Có được miễn thuế không?", "exemption"),
    ),
    "id": (
        ("Berapa lama proses pencatatan?", "deadline"),
        ("Dokumen apa yang diperlukan?", "documents"),
        ("Instansi mana yang mencatat?", "authority"),
        ("Berapa tarif pajaknya?", "rate"),
        ("Apa sanksinya?", "penalty"),
        ("Kapan perjanjian mulai berlaku?", "effect"),
        ("Apakah wajib dicatatkan?", "requirement"),
        ("Apakah ada pembebasan pajak?", "exemption"),
    ),
    "sr": (
        ("Koliko dana traje upis?", "deadline"),
        ("Koja dokumentacija je potrebna?", "documents"),
        ("Koji organ registruje ugovor?", "authority"),
        ("Kolika je stopa poreza?", "rate"),
        ("Kolika je kazna?", "penalty"),
        ("Da li je ugovor ništav?", "effect"),
        ("Da li treba upisati licencu?", "requirement"),
        ("Који је рок за упис?", "deadline"),
        ("Ko rešava spor, koji sud?", "dispute"),
    ),
}

NO_ASPECTS = {
    "zh": (("有限责任公司能买技术吗？", "duty"), ("备案要多少天？", "rate"), ("境外公司的权利要求书要翻译吗？", "duty")),
    "en": (
        ("Does a corporate licence cover separate products?", "rate"),
        ("Is a reliable translation needed?", "duty"),
        ("What is the deadline?", "scope"),
        ("Is transport of samples an export?", "dispute"),
        ("What is an export permit?", "requirement"),
    ),
    "ru": (
        ("Нужна ли лицензия на экспорт транспорта?", "dispute"),
        ("Есть ли перечень запрещённых технологий?", "documents"),
        ("Где налоговый орган?", "rate"),
    ),
    "ar": (
        ("بالنسبة لهذا العقد هل يلزم تسجيل؟", "rate"),
        ("هل تم تعديل اللائحة؟", "duty"),
        ("ما أثر الملكية الفكرية في المنتج؟", "duty"),
        ("نسجل العقد من أجل التسويق؟", "deadline"),
    ),
    "fr": (
        ("La propriété intellectuelle chinoise, c'est quoi ?", "duty"),
        ("Où écouter l'avis de l'administration ?", "rate"),
        ("L'amendement du contrat est-il libre ?", "penalty"),
        ("La Corée du Sud, c'est loin ?", "dispute"),
    ),
    "es": (
        ("¿Se registran simultáneamente?", "penalty"),
        ("¿Vale la pena patentar?", "penalty"),
        ("¿El licenciatario en mora pierde la licencia?", "requirement"),
    ),
    "th": (
        ("ปรับปรุงเทคโนโลยีแล้วเป็นของใคร", "penalty"),
        ("เจ้าหน้าที่อยู่ที่ไหน", "duty"),
        ("ใช้เวลานานเท่าไร", "rate"),
        ("ต้องการพันธมิตร", "requirement"),
    ),
    "vi": (
        ("Trung tâm nghiên cứu phát triển ở đây", "penalty"),
        ("Trung tâm nghiên cứu phát triển ở đây", "deadline"),
        ("Miền Bắc có khu công nghệ cao không?", "exemption"),
        ("Máy mới này là gì?", "requirement"),
    ),
    "id": (
        ("Apakah perluasan pabrik termasuk investasi?", "requirement"),
        ("Bea cukai itu apa?", "rate"),
    ),
    "sr": (
        ("Sporazum o transportu je potpisan", "dispute"),
        ("Šta stoji između dve strane?", "change"),
    ),
}

PROCEDURES = {
    "zh": ("技术出口合同怎么登记？", "办理许可的流程是什么？", "专利许可备案的手续有哪些？"),
    "en": ("How do I register a licence?", "What are the steps of the export procedure?", "How can we apply for a licence?"),
    "ru": ("Как зарегистрировать договор?", "Какой порядок получения лицензии?", "Пошаговая процедура экспорта?"),
    "ar": ("كيف نسجل العقد؟", "ما هي خطوات الحصول على الرخصة؟", "ما هي إجراءات التسجيل؟"),
    "fr": ("Comment enregistrer une licence ?", "Quelle est la démarche ?", "Quelles sont les étapes de l'exportation ?"),
    "es": ("¿Cómo registro una licencia?", "¿Cuáles son los pasos?", "¿Qué trámite hay que seguir para exportar?"),
    "th": ("ขั้นตอนการจดทะเบียนเป็นอย่างไร", "ขอใบอนุญาตส่งออกทำยังไง", "วิธีการจดทะเบียนสัญญา"),
    "vi": ("Thủ tục đăng ký hợp đồng?", "Làm thế nào để xin giấy phép?", "Các bước đăng ký là gì?"),
    "id": ("Bagaimana cara mencatat lisensi?", "Apa prosedur ekspor teknologi?", "Langkah-langkah mengajukan izin?"),
    "sr": ("Kako se registruje ugovor?", "Koji je postupak za dozvolu?", "Koji su koraci za upis licence?"),
}

NO_PROCEDURES = {
    "zh": ("不登记会怎么处罚？", "不备案会怎样？", "如何认定侵权？"),
    "en": ("How long does it take?", "How much does it cost?"),
    "ru": ("Как долго длится регистрация?", "Какой штраф?"),
    "ar": ("ما العقوبة؟",),
    "fr": ("Quelle amende ?",),
    "es": ("¿Se puede registrar como titular extranjero?",),
    "th": ("สัญญาสองแบบแตกต่างกันอย่างไร",),
    "vi": ("Bị phạt như thế nào?",),
    "id": ("Apakah sah secara hukum?",),
    "sr": ("Koliko dana traje?",),
}

PARTNERS = {
    "zh": ("我们想寻找越南的合作伙伴", "帮我找一家投资方"),
    "en": ("We are looking for a partner in Chengdu", "Find me a licensee for our coating patent"),
    "ru": ("Ищем партнёра в Чэнду", "Помогите найти инвестора для проекта"),
    "ar": ("نبحث عن شريك في الصين", "أريد إيجاد مستثمر"),
    "fr": ("Nous cherchons un partenaire à Chengdu", "Comment trouver un investisseur chinois ?"),
    "es": ("Buscamos un socio en Chengdu", "Necesito un inversor chino"),
    "th": ("เรากำลังหาพันธมิตรในเฉิงตู", "ต้องการหุ้นส่วนชาวจีน"),
    "vi": ("Chúng tôi tìm đối tác ở Thành Đô", "Cần tìm nhà đầu tư Trung Quốc"),
    "id": ("Kami mencari mitra di Chengdu", "Butuh investor dari Tiongkok"),
    "sr": ("Tražimo partnera u Čengduu", "Kako naći investitora iz Kine?"),
}

NO_PARTNERS = {
    "zh": ("中方合作伙伴不付款怎么办？", "想引进技术需要登记吗？", "许可方要提供技术资料吗？"),
    "en": (
        "Does the licensee need to register?",
        "My partner will not pay, what now?",
        "Who has to approve the technology import?",
    ),
    "ru": ("Нужен ли перевод для лицензиата?", "Наш партнёр не платит", "Хотим купить технологию, нужна ли регистрация?"),
    "ar": ("شريكنا لا يدفع، ماذا نفعل؟", "هل يلزم المرخص تسجيل العقد؟"),
    "fr": ("Le centre de recherche et son licencié doivent-ils enregistrer ?", "Notre partenaire ne paie pas"),
    "es": ("¿Necesitamos licencia para exportar tecnología?", "Nuestro socio no paga"),
    "th": ("มีปัญหากับคู่ค้าจะฟ้องที่ไหน", "ค่าเสียหายที่คู่ค้าต้องจ่าย"),
    "vi": ("Đối tác không trả tiền thì sao?", "Bên mua có phải đăng ký công nghệ không?"),
    "id": ("Mitra kami tidak membayar", "Apakah pembeli butuh izin teknologi?"),
    "sr": ("Naš partner ne plaća", "Da li je potrebna licenca za tehnologiju?"),
}

NO_EVENTS = {
    "zh": ("企业的研发活动能加计扣除吗？", "股东大会决议要提交吗？"),
    "en": ("Is this information confidential?", "In the event of breach, who pays?", "Is the price fair?"),
    "ru": ("Какая информация секретна?",),
    "ar": ("ما مدى فعالية الحماية؟",),
    "fr": ("Ces informations sont-elles confidentielles ?", "La formation du contrat est-elle libre ?"),
    "es": ("¿Qué información es secreta?",),
    "th": ("ข้อมูลนี้เป็นความลับไหม",),
    "vi": ("Bộ Khoa học và Công nghệ có thẩm quyền không?",),
    "id": ("Hukum acara perdata berlaku?",),
    "sr": ("Koje informacije su poverljive?",),
}

IMPORTS = {
    "zh": ("进口技术要登记吗？", "外国公司向中国许可专利要备案吗？", "从德国引进设备图纸"),
    "en": ("Do we register the import of technology?", "We license a patent to a Chinese company", "Exporting know-how to China"),
    "ru": ("Нужна ли регистрация импорта технологии?", "Передать патент китайской компании", "Экспорт технологии в Китай"),
    "ar": ("هل يجب تسجيل استيراد التكنولوجيا؟", "نقل التكنولوجيا إلى الصين"),
    "fr": ("Faut-il enregistrer l'importation de technologie ?", "Céder un brevet à une société chinoise"),
    "es": ("¿Hay que registrar la importación de tecnología?", "Licenciar una patente a una empresa china"),
    "th": ("ต้องจดทะเบียนการนำเข้าเทคโนโลยีไหม", "ขายสิทธิบัตรให้บริษัทจีน"),
    "vi": ("Nhập khẩu công nghệ có phải đăng ký không?", "Chuyển giao công nghệ sang Trung Quốc"),
    "id": ("Apakah impor teknologi harus didaftarkan?", "Mengalihkan paten ke perusahaan Tiongkok"),
    "sr": ("Da li se registruje uvoz tehnologije?", "Prenos patenta u Kinu", "Пренос патента у Кину"),
}

EXPORTS = {
    "zh": ("出口技术要许可吗？", "把专利许可给埃及公司", "埃及公司从中国引进技术"),
    "en": (
        "Is a licence needed to export technology?",
        "We license a patent to an Egyptian company",
        "Import technology from China",
    ),
    "ru": ("Нужна ли лицензия на экспорт?", "Продать патент в Египет", "Импорт технологии из Китая"),
    "ar": ("هل يلزم ترخيص لتصدير التكنولوجيا؟", "استيراد التكنولوجيا من الصين"),
    "fr": ("Faut-il une licence pour exporter ?", "Céder un brevet à une société égyptienne", "Importation depuis la Chine"),
    "es": ("¿Se necesita licencia para exportar?", "Licenciar una patente a una empresa egipcia"),
    "th": ("ส่งออกเทคโนโลยีต้องขออนุญาตไหม", "ขายสิทธิบัตรให้บริษัทเวียดนาม", "นำเข้าเทคโนโลยีจากจีน"),
    "vi": ("Xuất khẩu công nghệ có cần giấy phép không?", "Nhập khẩu công nghệ từ Trung Quốc"),
    "id": ("Apakah ekspor teknologi perlu izin?", "Menjual paten ke perusahaan Vietnam"),
    "sr": ("Da li je za izvoz potrebna dozvola?", "Prodati patent u Egipat", "Uvoz tehnologije iz Kine"),
}

NO_DIRECTIONS = {
    "zh": ("对外贸易法第二十条说什么？", "在埃及登记许可要几天？", "向越南科技部门申请要什么材料"),
    "en": (
        "Is it important to register a licence in Vietnam?",
        "What is the fee for a registration in Egypt?",
        "Do Thai laws apply?",
    ),
    "ru": ("Нужно ли регистрировать лицензию в Египте?", "Кто регистрирует договор в Китае?", "А для Египта?"),
    "ar": ("من يصدر الشهادة؟", "هل نسجل في مصر؟"),
    "fr": ("Est-il important d'enregistrer la licence en Égypte ?", "La loi du Vietnam exige-t-elle un notaire ?"),
    "es": ("¿Qué importe se paga? ¿Es importante?", "¿Y para Egipto?", "La ley de Vietnam, ¿qué exige?"),
    "th": ("สัญญาอนุญาตให้ใช้สิทธิในไทยต้องจดไหม", "กฎหมายการค้าต่างประเทศว่าอย่างไร"),
    "vi": ("Còn đối với Việt Nam thì sao?", "Đăng ký ở Việt Nam mất bao lâu?"),
    "id": ("Undang-undang perdagangan luar negeri mengatur apa?", "Pencatatan di Vietnam berapa hari?"),
    "sr": ("Da li se licenca upisuje u Kini?", "A za Vijetnam?", "Ko upisuje licencu u Egiptu?"),
}


@pytest.mark.parametrize("place", sorted(ALL))
def test_no_pattern_holds_a_letter_that_normalising_changes(place: str) -> None:
    pattern = re.sub(r"\\[A-Z]", "", ALL[place])
    changed = {char: normalise(char) for char in pattern if normalise(char) != char}
    assert normalise(pattern) == pattern, f"never matches: {changed}"


def test_no_pattern_of_facts_assertions_and_partners_holds_one_either() -> None:
    plain = {place: re.sub(r"\\[A-Z]", "", text) for place, text in FURTHER.items()}
    assert {place: text for place, text in plain.items() if normalise(text) != text} == {}


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ещё", "еще"),
        ("йод", "йод"),
        ("هيئة المسؤول عن إجراءات الوثائق", "هييه المسوول عن اجراءات الوثايق"),
        ("متى", "متي"),
        ("đăng ký ở đâu", "dang ky o dau"),
        ("où, ça, cœur", "ou, ca, coeur"),
        ("¿mañana?", "¿manana?"),
        ("นำเข้า", "น\u0e4d\u0e32เข้า"),
        ("要吗？！", "要吗?!"),
        ("међу", "међу"),
    ],
)
def test_patterns_must_be_written_as_normalising_writes(written: str, compared: str) -> None:
    assert normalise(written) == compared


def test_serbian_cyrillic_is_compared_in_latin_letters() -> None:
    assert normalise("Да ли је дозвола неопходна међу њима?", "sr") == "da li je dozvola neophodna medu njima?"


@pytest.mark.parametrize("place", sorted({re.sub(r"\[\d+\]", "", key) for key in ALL}))
def test_every_list_has_an_entry_for_each_language_at_most(place: str) -> None:
    entries = [key for key in ALL if key.startswith(f"{place}[")]
    assert len(entries) <= len(LANGUAGES)


@pytest.mark.parametrize("place", sorted(ALL))
def test_no_pattern_takes_long_on_hostile_text(place: str) -> None:
    pattern = re.compile(ALL[place].replace("{place}", "[\ue000\ue001]"))
    for text in ("a " * 1000, "avoid " * 400, "避免" * 1000, "как " * 500, "split so " * 250, "แบ่ง" * 500):
        began = dt.datetime.now()
        pattern.search(text)
        assert (dt.datetime.now() - began).total_seconds() < 1


@pytest.mark.parametrize(("language", "text"), flat(EVASIONS))
def test_an_aim_to_evade_is_recognised(understand: Understanding, language: str, text: str) -> None:
    question = understand(text, language=language)
    assert question.evades
    assert question.intent == "refuse"


@pytest.mark.parametrize(("language", "text"), flat(LAWFUL))
def test_a_lawful_question_is_no_evasion(understand: Understanding, language: str, text: str) -> None:
    question = understand(text, language=language)
    assert not question.evades
    assert question.intent != "refuse"


@pytest.mark.parametrize("other", LANGUAGES)
@pytest.mark.parametrize(("language", "text"), flat(LAWFUL))
def test_a_lawful_question_is_none_when_its_language_is_mistaken(
    understand: Understanding, language: str, text: str, other: str
) -> None:
    assert not understand(text, language=other).evades


@pytest.mark.parametrize(("language", "text"), flat(FOLLOWUPS))
def test_an_opening_that_leans_on_the_question_before_is_a_followup(understand: Understanding, language: str, text: str) -> None:
    assert understand.cues.followup.search(normalise(text, language).strip())


@pytest.mark.parametrize(("language", "text"), flat(NO_FOLLOWUPS))
def test_a_complete_question_is_no_followup(understand: Understanding, language: str, text: str) -> None:
    assert not understand.cues.followup.search(normalise(text, language).strip())


@pytest.mark.parametrize(("language", "text", "expected"), pairs(AS_OF))
def test_the_time_that_a_question_is_about_is_read(understand: Understanding, language: str, text: str, expected: str) -> None:
    found = understand(text, language=language).as_of
    assert found is not None
    assert found.isoformat().startswith(expected)


@pytest.mark.parametrize(("language", "text"), flat(NO_AS_OF))
def test_the_year_of_a_contract_or_an_act_is_not_the_time_asked_about(
    understand: Understanding, language: str, text: str
) -> None:
    assert understand(text, language=language).as_of is None


@pytest.mark.parametrize(("language", "text"), flat(COMPARISONS))
def test_a_comparison_is_recognised(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).compares


@pytest.mark.parametrize(("language", "text"), flat(NO_COMPARISONS))
def test_what_only_looks_like_a_comparison_is_none(understand: Understanding, language: str, text: str) -> None:
    assert not understand(text, language=language).compares


@pytest.mark.parametrize(("language", "text", "expected"), pairs(ASPECTS))
def test_the_aspect_asked_about_is_recognised(understand: Understanding, language: str, text: str, expected: str) -> None:
    assert expected in understand(text, language=language).aspects


@pytest.mark.parametrize(("language", "text", "unwanted"), pairs(NO_ASPECTS))
def test_a_word_fragment_or_another_language_gives_no_aspect(
    understand: Understanding, language: str, text: str, unwanted: str
) -> None:
    assert unwanted not in understand(text, language=language).aspects


@pytest.mark.parametrize(("language", "text"), flat(PROCEDURES))
def test_how_something_is_done_asks_for_a_procedure(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).intent == "procedure"


@pytest.mark.parametrize(("language", "text"), flat(NO_PROCEDURES))
def test_how_much_or_how_long_asks_for_a_rule(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).intent == "rule"


@pytest.mark.parametrize(("language", "text"), flat(PARTNERS))
def test_a_search_for_a_partner_is_recognised(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).intent == "partner"


@pytest.mark.parametrize(("language", "text"), flat(NO_PARTNERS))
def test_a_question_about_a_partner_is_no_search_for_one(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).intent != "partner"


@pytest.mark.parametrize(("language", "text"), flat(NO_EVENTS))
def test_information_and_activities_are_no_events(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).intent != "event"


@pytest.mark.parametrize(("language", "text"), flat(IMPORTS))
def test_what_comes_to_china_is_an_import(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).directions == ("import",)


@pytest.mark.parametrize(("language", "text"), flat(EXPORTS))
def test_what_leaves_china_is_an_export(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).directions == ("export",)


@pytest.mark.parametrize(("language", "text"), flat(NO_DIRECTIONS))
def test_where_something_is_gives_no_direction(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).directions == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_enough_examples_of_each_kind(language: str) -> None:
    least = [(EVASIONS, 8), (LAWFUL, 8), (FOLLOWUPS, 3), (NO_FOLLOWUPS, 3), (AS_OF, 3), (COMPARISONS, 3), (ASPECTS, 5)]
    least += [(PROCEDURES, 3), (PARTNERS, 2), (IMPORTS, 2), (EXPORTS, 2)]
    assert all(len(table[language]) >= count for table, count in least)


@pytest.mark.parametrize(
    ("language", "text", "directions"),
    [
        ("en", "which tax is withheld in Serbia when we pay royalties to a Chinese licensor", ("export",)),
        ("en", "our Chinese licensee pays royalties to us in Germany", ("import",)),
        ("zh", "泰国公司付特许费给中国厂商，泰国扣多少税", ("export",)),
        ("ru", "платим роялти китайской фирме", ("export",)),
        ("ar", "ندفع إتاوات لشركة صينية", ("export",)),
        ("fr", "une société de Rabat verse une redevance à une société de Chengdu", ("export",)),
        ("es", "pagamos la regalía a una empresa china", ("export",)),
        ("th", "บริษัทไทยจ่ายค่าสิทธิให้บริษัทจีน", ("export",)),
        ("vi", "Công ty Việt Nam trả tiền bản quyền cho bên Trung Quốc", ("export",)),
        ("id", "kami bayar royalti kepada perusahaan Tiongkok", ("export",)),
        ("sr", "srpska firma plaća licencnu naknadu Kinezima", ("export",)),
    ],
)
def test_money_goes_the_other_way_than_what_it_is_paid_for(
    understand: Understanding, language: str, text: str, directions: tuple[str, ...]
) -> None:
    assert understand(text, language=language).directions == directions


@pytest.mark.parametrize(
    "text",
    [
        "我们打算把专利许可给中国公司，许可费怎么定",
        "设备已交付给中国客户，许可费另算",
        "we want to place our technology in a Chinese plant, which royalty is usual",
        "a platform for Chinese buyers that takes a licence fee",
        "which version of a Chinese contract counts for the royalty",
        "do we have to pay anything beside the royalty to get a Chinese patent",
        "سؤال حول الصين: كم الإتاوات",
        "le règlement applicable à la Chine sur les redevances",
        "placa solar de China, ¿qué regalía?",
        "платформа для китайских покупателей, какое роялти",
    ],
)
def test_words_that_look_like_paying_pay_nothing(understand: Understanding, text: str) -> None:
    assert not understand(text).pays_home


def test_only_royalties_count_as_paid_for_technology(understand: Understanding) -> None:
    assert not understand("we pay a visit to a Chinese firm", language="en").pays_home
    assert understand("we pay royalties to a Chinese firm", language="en").pays_home
    assert not understand("a Chinese firm pays us royalties", language="en").pays_home


PERSONS = {
    "en": ("name and direct line of the person in charge", "trade name and registration number of the licensee"),
    "zh": ("办事员姓什么，电话给我", "主管部门电话在哪里查"),
    "ru": ("дайте фамилию и прямой номер начальника отдела", "на имя компании, номер заявки"),
    "ar": ("ما اسم الموظف المسؤول", "اسم الشركة ورقم العقد"),
    "fr": ("nom et téléphone de l'agent", "nom et numéro du brevet"),
    "es": ("nombre del funcionario que lleva las licencias", "nombre y número de patente"),
    "th": ("ขอชื่อเจ้าหน้าที่กับไลน์ไอดี", "ชื่อสิทธิบัตรและเลขคำขอ"),
    "vi": ("tên cán bộ phụ trách và số điện thoại", "tên và số đăng ký hợp đồng"),
    "id": ("nama petugas dan nomor WA-nya", "nama dan nomor paten"),
    "sr": ("ime i broj telefona referenta", "ime i broj patenta"),
}


@pytest.mark.parametrize("language", PERSONS)
def test_a_person_is_asked_for_and_a_name_with_a_number_is_none(understand: Understanding, language: str) -> None:
    person, thing = PERSONS[language]
    assert "person" in understand(person, language=language).wants
    assert "person" not in understand(thing, language=language).wants


CALLED_BY_YEAR = {
    "zh": (("中国和秘鲁2022年的协定免登记吗？", "2022"), ("《专利法》（2008）怎么说？", "2008")),
    "en": (("Does the China–Iceland treaty of 2019 help us?", "2019"), ("What does the 1998 nuclear export law say?", "1998")),
    "ru": (("Что даёт протокол Китай — Сербия 2021 года?", "2021"),),
    "ar": (("ماذا يقول القانون رقم 82 لسنة 2002؟", "2002"),),
    "fr": (("Que prévoit l'accord Chine–Maroc de 2020 ?", "2020"),),
    "es": (("¿Qué dice el Acuerdo China–Perú de 2022?", "2022"),),
    "th": (("สนธิสัญญาไทยกับจีนปี 2015 ว่าอย่างไร", "2015"),),
    "vi": (("Luật Chuyển giao công nghệ năm 2017 nói gì?", "2017"),),
    "id": (("UU Paten tahun 2016 bilang apa?", "2016"),),
    "sr": (("Da li još važi zakon iz 2011. godine?", "2011"),),
}

NOT_CALLED_BY_YEAR = {
    "zh": ("2020年签的合同现在还要登记吗？", "我们2021年跟成都公司签了许可协议"),
    "en": ("Our licence agreement of 2019 with a firm in Chengdu: is it valid?", "Which law applied in 2019?"),
    "ru": ("Мы подписали договор с китайской фирмой в 2020 году",),
    "ar": ("وقعنا اتفاقا مع شركة صينية عام 2021",),
    "fr": ("Notre accord de 2020 avec une société chinoise tient-il ?",),
    "es": ("Nuestro acuerdo de 2021 con una empresa china, ¿vale?",),
    "th": ("เราเซ็นข้อตกลงกับบริษัทจีนปี 2020",),
    "vi": ("Năm 2019 chúng tôi ký hợp đồng với công ty Trung Quốc",),
    "id": ("Perjanjian kami dengan PT di Tiongkok tahun 2020 masih berlaku?",),
    "sr": ("Ugovor sa kineskom firmom potpisan 2020. godine, da li važi?",),
}


@pytest.mark.parametrize(("language", "text", "year"), pairs(CALLED_BY_YEAR))
def test_laws_and_treaties_called_by_their_year(understand: Understanding, language: str, text: str, year: str) -> None:
    assert understand(text, language=language).instruments == (year,)


@pytest.mark.parametrize(("language", "text"), flat(NOT_CALLED_BY_YEAR))
def test_a_year_of_something_else_calls_no_law(understand: Understanding, language: str, text: str) -> None:
    assert understand(text, language=language).instruments == ()


NUMBERS = {
    "zh": ("许可费的税率是多少？", "登记要几个工作日？"),
    "en": ("How many days does it take?", "What share of GDP goes to research?"),
    "ru": ("Сколько дней ждать?", "Какая ставка налога?"),
    "ar": ("كم يوما يستغرق القيد؟",),
    "fr": ("Combien de jours faut-il ?", "Quel taux s'applique ?"),
    "es": ("¿Cuántos días tarda?", "¿Qué porcentaje se retiene?"),
    "th": ("ใช้เวลากี่วัน", "อัตราเท่าไหร่"),
    "vi": ("Mất bao nhiêu ngày?", "Mất mấy ngày?"),
    "id": ("Berapa hari prosesnya?",),
    "sr": ("Koliko dana traje?", "Koja stopa važi?"),
}

NO_NUMBERS = {
    "zh": ("合同要登记吗？",),
    "en": ("Must the contract be registered?",),
    "ru": ("Нужно ли регистрировать договор?",),
    "ar": ("هل يجب قيد العقد؟",),
    "fr": ("Faut-il enregistrer le contrat ?",),
    "es": ("¿Hay que registrar el contrato?",),
    "th": ("ต้องจดทะเบียนสัญญาไหม",),
    "vi": ("Có phải đăng ký hợp đồng không?",),
    "id": ("Apakah kontrak wajib dicatat?",),
    "sr": ("Da li ugovor mora da se registruje?",),
}


@pytest.mark.parametrize(("language", "text"), flat(NUMBERS))
def test_who_asks_for_a_number(understand: Understanding, language: str, text: str) -> None:
    assert "number" in understand(text, language=language).wants


@pytest.mark.parametrize(("language", "text"), flat(NO_NUMBERS))
def test_who_asks_for_none(understand: Understanding, language: str, text: str) -> None:
    assert "number" not in understand(text, language=language).wants


HOMEWARDS = {
    "en": "We pay royalties from Vienna to the licensor of the process in Chengdu",
    "zh": "我们越南公司向成都的专利权人支付许可费",
    "ru": "Мы из Новосибирска и платим роялти правообладателю в Шэньчжэне",
    "ar": "ندفع اتاوات من الرياض الى مرخص في تشنغدو",
    "fr": "Nous versons des redevances depuis Tunis à un concédant de Chengdu",
    "es": "Pagamos regalías desde Lima a un licenciante de Chengdu",
    "vi": "Chúng tôi trả tiền bản quyền cho bên cấp phép ở Thành Đô",
    "id": "Kami bayar royalti dari Surabaya ke pemilik paten di Chongqing",
}


@pytest.mark.parametrize("language", HOMEWARDS)
def test_who_pays_royalties_to_an_owner_in_china_is_taxed_at_home(understand: Understanding, language: str) -> None:
    assert understand(HOMEWARDS[language], language=language).pays_home


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Notre filiale de Chengdu paie des redevances à la maison mère en France"),
        ("en", "We pay royalties to a German firm to use its patents in China"),
        ("en", "We pay royalties to a licensor in Germany for the use of its process in our plant in Chengdu"),
        ("fr", "Nous versons des redevances à un concédant allemand et avons droit à un remboursement en Chine"),
        ("es", "Pagamos regalías a un licenciante alemán y queremos aplicar a la fábrica de Chengdu el convenio"),
        ("id", "Kami bayar royalti ke pemilik paten di Jerman dan kirim barang ke pabrik di Chongqing"),
        ("vi", "Công ty tôi trả tiền bản quyền cho bên cấp phép ở Đức và giao hàng cho nhà máy ở Thành Đô"),
    ],
)
def test_who_pays_an_owner_abroad_is_taxed_in_china(understand: Understanding, language: str, text: str) -> None:
    assert not understand(text, language=language).pays_home


def test_an_english_article_is_no_direction(understand: Understanding) -> None:
    assert understand("A German firm licenses a patent to a Chengdu factory", language="en").directions == ("import",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("德国两个工程师过来跟我们一起搞研发", True),
        ("合同上周已经跟日本人签了", True),
        ("德国工程师在德国申请专利要多久", False),
        ("和瑞典公司签许可合同要登记吗", True),
        ("瑞典公司的企业所得税税率是多少", False),
        ("德国公司付给我们许可费要扣多少税", False),
        ("德国的人才政策", False),
        ("登记要几天", False),
    ],
)
def test_a_country_that_only_says_where_somebody_is_from(understand: Understanding, text: str, expected: bool) -> None:
    assert understand(text, language="zh").of_parties is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We make software that reads customs forms; is there any Chinese company looking for that?"),
        ("zh", "我们研发了海关单证识别软件，有没有企业需要？"),
        ("ru", "Мы разработали программу для таможенных деклараций, есть ли фирмы, которым она нужна?"),
        ("vi", "chúng tôi có phần mềm đọc hóa đơn, doanh nghiệp Trung Quốc nào quan tâm?"),
        ("id", "kami punya aplikasi pembaca faktur, ada perusahaan Tiongkok yang tertarik?"),
        ("ar", "طورنا برنامجا لقراءة الفواتير، هل توجد شركة صينية تحتاج إليه؟"),
    ],
)
def test_who_says_what_he_has_and_asks_who_needs_it_seeks_partners(understand: Understanding, language: str, text: str) -> None:
    question = understand(text, language=language)
    assert (question.intent, question.offers) == ("partner", True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We make drones in Chengdu; who needs the export licence, we or the buyer?"),
        ("zh", "我们生产无人机，出口时谁需要办理许可？"),
        ("en", "We have a patent in China. Which authority registers the licence?"),
    ],
)
def test_who_asks_who_needs_a_licence_seeks_none(understand: Understanding, language: str, text: str) -> None:
    assert not understand(text, language=language).offers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Which cutting oil would you recommend for titanium?"),
        ("zh", "哪种切削液比较合适？推荐一下"),
        ("fr", "Quelle colle recommandez-vous pour le cuir ?"),
        ("es", "¿Qué pintura marina me recomiendan?"),
    ],
)
def test_the_best_brand_is_a_matter_of_the_market(understand: Understanding, language: str, text: str) -> None:
    assert "market" in understand(text, language=language).wants


def test_a_supplier_who_is_recommended_is_a_partner(understand: Understanding) -> None:
    assert "market" not in understand("Which lubricant supplier would you recommend?", language="en").wants
