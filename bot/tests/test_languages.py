"""Which texts are taken to be in another language than English."""

import pytest

from components.languages import in_another_language


@pytest.mark.parametrize(
    "text",
    [
        "moja pracownica socjalna nigdy nie przychodzi",
        "chce zlozyc skarge na pracownika",
        "mój syn nie ma szkoły od września",
        "vreau sa fac o plangere va rog",
        "asistenta sociala nu ma suna niciodata",
        "mujhe shikayat karni hai apni social worker ki",
        "میں شکایت کرنا چاہتا ہوں",
        "أريد أن أشتكي",
        "мой социальный работник не отвечает",
        "я хочу поскаржитися",
        "ben şikayet etmek istiyorum",
        "quiero poner una queja contra la trabajadora",
        "je veux porter plainte contre le service",
        "gostaria de fazer uma reclamação",
        "ich möchte mich beschweren",
        "waxaan rabaa inaan cabasho sameeyo",
        "nem jön a szociális munkás soha",
        "unë dua të bëj një ankesë",
        "noriu pateikti skundą dėl darbuotojos",
        "voglio fare un reclamo per mio figlio",
        "ami obhijog korte chai",
        "chcem podať sťažnosť",
        "dw i eisiau gwneud cwyn",
        "gusto ko mag reklamo kasi wala sila",
        "投诉我的社工",
        "tak",
        "да",
        "my social worker nie przychodzi nigdy do domu",
        "personne ne me rappelle",
        "hello, copilul meu nu este la scoala",
    ],
)
def test_another_language_is_known_by_its_small_words_and_letters(text: str) -> None:
    assert in_another_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "😭😭",
        "12/11",
        "ben hit me and mia cried",
        "my mam is from bute and she aint happy",
        "Łukasz",
        "my carer is called Zoë and her son is Łukasz",
        "señor grumpy is my social worker",
        "hello i am polish my english is not good",
        "mi nah like mi social worker",
        "wen iz ma soshul wurker cumin",
        "i no wan stay for this house again",
        "the sw said que sera sera",
        "my pa is useless ngl",
        "an a la carte of excuses from the council",
        "kind regards",
        "yo wagwan",
    ],
)
def test_english_of_all_kinds_stays_english(text: str) -> None:
    assert not in_another_language(text)
