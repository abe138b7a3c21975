"""Whether a text is written in another language than English.

PURE. Told by small words, of which no sentence is without some, and by letters English does not have. What
is asked of it is little and certain: that a sentence of another language is never taken for an English one.
Words that English, a dialect of it or a first name has too stand in no list ("ben", "mam", "da", "mia").
"""

import unicodedata

ENGLISH = "english"
SMALL_WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        ENGLISH: "a about after again all am an and any are as at back be because been before but by call can"
        " cant come could did do does dont for from get go going got had has have he hello help her"
        " here hi him his how i if im in is it its just know like me more my need never no not now of"
        " off ok on one or our out please said see she should so social some someone stop sw tell"
        " thanks that the their them then there they this to told up us want was we were what when"
        " where which who why will with worker would yes you your",
        "albanian": "unë une dua fëmija femija ime është eshte nuk dhe për një nje ju lutem faleminderit"
        " ndihmë ndihme ankesë ankese shumë shume kam jam ky kjo punonjësi sociale",
        "arabic in latin letters": "ana ibni binti wa fi mish mesh laysa ureed uridu shukran salam alaikum"
        " musaada shakwa min hatha ana3ndi mafi",
        "bengali in latin letters": "ami amar amake achhe ache chai kore korte korbo sahajjo shahajjo keno"
        " kothay ekta apni apnar bachcha obhijog dhonnobad kintu hoyeche",
        "czech": "chci chtěl můj není jsem jsme prosím děkuji pomoc stížnost že proč kdy nikdy dobrý"
        " dítě jsou mám mě nikdo bych pracovnice syn dcera",
        "french": "je ne veux mon mes enfant est pas une les et que qui pour avec bonjour merci aide plainte"
        " vous nous suis jamais mais très dans cette fille fils personne voudrais mon ma sociale assistante",
        "german": "ich mein meine nicht und ist ein eine mit für bitte danke hilfe wie wann kein keine"
        " möchte beschwerde habe mir mich sehr aber wir sie nie das sohn tochter",
        "hungarian": "nem és hogy egy vagyok szeretnék gyerekem gyermekem segítség segitseg kérem kerem"
        " köszönöm panasz panaszt nagyon soha senki igen lányom fiam szociális munkás",
        "italian": "voglio vorrei mio figlio figlia che con sono grazie ciao aiuto della mai molto dove"
        " nessuno reclamo questo fare una il assistente",
        "lithuanian": "aš noriu mano vaikas vaikai yra kad labai ačiū aciu prašau prasau padėti skundą kaip"
        " kur kada niekas niekada labas dėl socialinė darbuotoja",
        "polish": "nie się sie jest jestem moja moje mój moj mojego mojej moim dziecko dziecka dzieci że czy"
        " chcę chce proszę prosze pomoc pomocy tak dla przez był była było ale mnie skargę skarga gdzie kiedy"
        " bardzo tylko jego ktoś ktos nikt nic nigdy zawsze żeby dzień dzien dobry dziękuję dziekuje córka"
        " corka syn złożyć zlozyc pracownik pracownica socjalna socjalny co jak wiem",
        "portuguese": "ninguém não nao meu minha meus filho filha quero uma para com que você voce está por"
        " ajuda favor obrigado obrigada fazer queixa reclamação ele mas muito onde quando nunca sou tenho"
        " assistente",
        "punjabi in latin letters": "mainu mera meri tusi asi nahi hai saade madad chahidi karni sadi mere"
        " bache shikayat kiwe kithe",
        "romanian": "nu și este sunt vreau vreu copilul copiii copil meu mea mei că pentru cu din în vă rog"
        " ajutor mulțumesc multumesc bună buna ziua unde când cand cum cine niciodată niciodata plângere"
        " plangere fost avem nimeni mă foarte fac fiul fiica asistentul asistenta socială sociala nimic",
        "slovak": "chcem moje môj dieťa nie som sme prosím ďakujem pomoc sťažnosť že prečo kedy nikdy dobrý"
        " sú mám nikto syn dcéra pracovníčka",
        "somali": "waxaan rabaa doonayaa ilmahayga wiilkayga gabadhayda caawimaad iyo waa aan oo mahadsanid"
        " fadlan cabasho maya haa shaqaalaha wuxuu waxay ma igu",
        "spanish": "desde quiero hijo hija hijos que para con una por favor ayuda gracias hola está esta es"
        " los las el pero muy cuando donde nunca queja soy tengo nadie necesito trabajadora mis",
        "tagalog": "ang ng mga ako anak gusto tulong salamat reklamo naman kasi yung hindi sila wala ba",
        "turkish": "bir ve bu çok cok için icin değil degil yok istiyorum çocuğum cocugum çocuk yardım yardim"
        " merhaba lütfen lutfen teşekkürler şikayet sikayet etmek nasıl benim kızım oğlum hiç bana",
        "urdu in latin letters": "hai hain mujhe mera meri mere nahi nahin kya aur karna karni karta tha thi"
        " raha rahi gaya apna apni madad chahiye chahta chahti bacha bachay beta beti shikayat bohat kyun"
        " koi kuch hamare aap ko se mein hoon",
        "welsh": "dwi dw eisiau fy mae yn ddim ac cwyn plentyn diolch bore gwneud gweithiwr cymdeithasol ydw"
        " rydw oes gan wedi hoffwn cymraeg siarad",
    }.items()
}
"""The small words of languages spoken at home in England, with those a complaint begins by."""

FEWEST = 2
"""Small words that tell a language; a text of one or two words is told by one."""
MIXED = 2
"""How many times as many English words there may be: "my social worker nie przychodzi nigdy"."""
_OURS = frozenset("abcdefghijklmnopqrstuvwxyz")
_BORROWED = frozenset("éèêëïñçáâàóöôüúíîäø")
"""Letters with marks that names and loan words bring into English."""


def in_another_language(text: str) -> bool:
    """Whether a text is in another language: most of its letters are, or a good part of its small words."""
    words = _words(text)
    letters = [letter for word in words for letter in word]
    if not letters:
        return False
    if sum("LATIN" in unicodedata.name(letter, "") for letter in letters) * 2 < len(letters):
        return True
    marked = len(words) > 1 and sum(
        any(letter not in _OURS and letter not in _BORROWED for letter in word) for word in words
    )
    of = {name: sum(word in small for word in words) for name, small in SMALL_WORDS.items()}
    english = of.pop(ENGLISH)
    told = marked + max(of.values())
    return told >= min(FEWEST, len(words) - 1 or 1) and told * MIXED >= english


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(letter if letter.isalpha() else " " for letter in plain).split()
