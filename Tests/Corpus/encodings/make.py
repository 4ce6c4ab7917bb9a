#!/usr/bin/env python3
"""Writes texts.json: short texts of our own in many languages, in the encodings that the Web wrote them in.

The bytes are made by Python's codecs, so that the tests compare with another implementation than the one that reads them.
Run it again after changing a text:  python3 Tests/Corpus/encodings/make.py
"""
import base64, json, os

# WHATWG label: Python codec, where they differ.
CODECS = {"windows-874": "cp874", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5", "koi8-u": "koi8-u", "ibm866": "cp866"}

TEXTS = {
    "de": ("Der alte Fähranleger soll vor den Winterstürmen erneuert werden, teilte die Hafenbehörde am Montag mit. Für die Arbeiten sind größere Beträge nötig, als der Stadtrat ursprünglich beschlossen hatte. „Wir können nicht länger warten“, sagte die Bürgermeisterin.",
           ["windows-1252", "iso-8859-15"]),
    "fr": ("Le vieux débarcadère sera reconstruit avant les tempêtes d’hiver, a annoncé lundi le conseil du port. Les travaux coûteront près de quatre millions de couronnes, payées en majeure partie par la région. « Nous ne pouvons plus attendre », a déclaré la maire à l’issue de la séance.",
           ["windows-1252"]),
    "es": ("El viejo muelle se reconstruirá antes de las tormentas de invierno, anunció el lunes la autoridad del puerto. La región pagará la mayor parte de los trabajos, según explicó la alcaldesa en una sesión pública. Los pequeños comercios pidieron más señales para los compañeros que llegan de las islas.",
           ["windows-1252"]),
    "sv": ("Den gamla färjebryggan ska byggas om före vinterns stormar, meddelade hamnrådet på måndagen. Arbetet kostar över fyra miljoner kronor, och större delen betalas av länet. Båtarna till öarna lägger till vid fisktorget tills den nya bryggan öppnar.",
           ["windows-1252"]),
    "pl": ("Stara przystań promowa zostanie odbudowana przed zimowymi sztormami, ogłosiła w poniedziałek rada portu. Prace będą kosztować ponad cztery miliony koron, z których większość zapłaci województwo. „Nie możemy już dłużej czekać” – powiedziała burmistrz, odpowiadając na pytania mieszkańców.",
           ["windows-1250", "iso-8859-2"]),
    "cs": ("Staré přístaviště bude před zimními bouřemi přestavěno, oznámila v pondělí přístavní rada. Práce budou stát přes čtyři miliony korun a většinu zaplatí kraj. Řidiči a obchodníci žádali, aby město zřídilo lepší značení kolem staveniště.",
           ["windows-1250", "iso-8859-2"]),
    "hu": ("A régi kompkikötőt a téli viharok előtt újjáépítik, közölte hétfőn a kikötői tanács. A munka több mint négymillió koronába kerül, amelynek nagyobb részét a megye fizeti. „Nem várhatunk tovább” – mondta a polgármesternő, aki szerint az őszi időjárás kedvező lesz.",
           ["windows-1250", "iso-8859-2"]),
    "ru": ("Старую паромную пристань перестроят до зимних штормов, сообщил в понедельник портовый совет. Работы обойдутся более чем в четыре миллиона крон, большую часть которых заплатит область. «Мы больше не можем ждать», — сказала мэр города, отвечая на вопросы жителей.",
           ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"]),
    "uk": ("Стару поромну пристань перебудують до зимових штормів, повідомила в понеділок портова рада. Роботи коштуватимуть понад чотири мільйони крон, більшу частину яких заплатить область. «Ми більше не можемо чекати», — сказала міська голова, відповідаючи на запитання мешканців.",
           ["windows-1251", "koi8-u"]),
    "bg": ("Старият пристан ще бъде възстановен преди зимните бури, съобщи в понеделник пристанищният съвет. Работата ще струва над четири милиона крони, по-голямата част от които ще плати областта. Търговците поискаха повече указателни табели около строежа.",
           ["windows-1251"]),
    "el": ("Η παλιά αποβάθρα θα ξαναχτιστεί πριν από τις χειμερινές καταιγίδες, ανακοίνωσε τη Δευτέρα το λιμενικό συμβούλιο. Τα έργα θα κοστίσουν πάνω από τέσσερα εκατομμύρια κορώνες και το μεγαλύτερο μέρος θα το πληρώσει η περιφέρεια.",
           ["windows-1253", "iso-8859-7"]),
    "tr": ("Eski feribot iskelesi kış fırtınalarından önce yeniden yapılacak, diye açıkladı liman meclisi pazartesi günü. Çalışmalar dört milyon krondan fazlaya mal olacak ve büyük kısmını bölge ödeyecek. Belediye başkanı, şehrin artık daha fazla bekleyemeyeceğini söyledi.",
           ["windows-1254"]),
    "he": ("המזח הישן ייבנה מחדש לפני סערות החורף, הודיעה ביום שני מועצת הנמל. העבודות יעלו יותר מארבעה מיליון כתרים, ורובם ישולמו על ידי המחוז. ראש העיר אמרה כי אי אפשר לחכות עוד.",
           ["windows-1255"]),
    "ar": ("سيعاد بناء الرصيف القديم قبل عواصف الشتاء، كما أعلن مجلس الميناء يوم الاثنين. وستكلف الأعمال أكثر من أربعة ملايين كرونة تدفع المنطقة معظمها. وقالت رئيسة البلدية إن المدينة لا تستطيع الانتظار أكثر من ذلك.",
           ["windows-1256", "iso-8859-6"]),
    "lt": ("Senoji keltų prieplauka bus atstatyta prieš žiemos audras, pirmadienį pranešė uosto taryba. Darbai kainuos daugiau kaip keturis milijonus kronų, kurių didžiąją dalį sumokės apskritis. Merė sakė, kad ilgiau laukti nebegalima, nes žmonės vėluoja į salas.",
           ["windows-1257", "iso-8859-13"]),
    "th": ("ท่าเรือเก่าจะถูกสร้างขึ้นใหม่ก่อนพายุฤดูหนาว สภาท่าเรือประกาศเมื่อวันจันทร์ งานนี้จะใช้เงินกว่าสี่ล้านโครน ซึ่งส่วนใหญ่จังหวัดเป็นผู้จ่าย นายกเทศมนตรีกล่าวว่าเมืองไม่สามารถรอได้อีกต่อไป",
           ["windows-874"]),
    "zh-Hans": ("港口委员会星期一表示，旧轮渡码头将在冬季风暴到来之前重建。工程师在三月发现，一九三一年打下的木桩已经失去了三分之一的强度。市长说，这座城市不能再等一年，工程费用大部分由地区支付。",
           ["gbk", "gb18030"]),
    "zh-Hant": ("港口委員會星期一表示，舊渡輪碼頭將在冬季風暴到來之前重建。工程師在三月發現，一九三一年打下的木樁已經失去了三分之一的強度。市長說，這座城市不能再等一年，工程費用大部分由地區支付。",
           ["big5"]),
    "ja": ("港の委員会は月曜日、古い渡し船の桟橋を冬の嵐が来る前に建て直すと発表した。技術者たちは三月、一九三一年に打たれた木の杭が強さの三分の一を失っていることを見つけた。市長は「もう一年待つことはできない」と話した。",
           ["shift_jis", "euc-jp", "iso-2022-jp"]),
    "ko": ("항만 위원회는 월요일 낡은 나루터를 겨울 폭풍이 오기 전에 다시 짓겠다고 발표했다. 기술자들은 삼월에 나무 말뚝이 강도의 삼분의 일을 잃었다는 것을 알아냈다. 시장은 이 도시가 한 해를 더 기다릴 수 없다고 말했다.",
           ["euc-kr"]),
}

NEAREST = str.maketrans("’‘„“”«»—–", "''\"\"\"\"\"--")


def written(text, codec):
    """What an encoding has no sign for, an editor wrote as the nearest one it has."""
    return "".join(c if c.encode(codec, "ignore") else c.translate(NEAREST) for c in text)


rows = []
for language, (text, encodings) in TEXTS.items():
    for label in encodings:
        codec = CODECS.get(label, label)
        kept = written(text, codec)
        data = base64.b64encode(kept.encode(codec)).decode()
        rows.append({"language": language, "encoding": label, "text": kept, "bytes": data})
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(rows, file, ensure_ascii=False, indent=1)
    file.write("\n")
print(f"{len(rows)} texts, {os.path.getsize(path)} bytes")
