"""The list of key words: a child must be able to say, hear and spell every one, and none may hurt."""

from __future__ import annotations

import math
import re
from string import ascii_lowercase

import pytest

from backend.services.keys import REFERENCE_LENGTH, REFERENCE_LETTERS, WORDS_IN_A_KEY, KeyWords
from backend.wording import KEY_WORDS

LINES = KEY_WORDS.read_text(encoding="utf-8").splitlines()
WORDS = KeyWords.of(LINES).words


def listed(words: str) -> list[str]:
    """A list from words with spaces between."""
    return words.split()


SOUNDS_LIKE_ANOTHER = listed("""
    aisle allowed ant ark ate bale ball bare bark baron beach bean bear beat beech beer beet bell berry
    berth blew blue boar board bough boulder bow brake bread bridal brooch buoy bury caret carrot caste
    ceiling cell cellar cent cereal chews choir chord chute clause coarse coral cord core council course
    creak creek currant cygnet cymbal dear deer dew doe dough draft dual due dune earn ewe eye fair fairy
    fare faun feat fete fir flair flare flaw flea fleece flour flower flu fort foul fowl frieze fur gait
    gate genes gnome grate grater guessed guest hail hair hale hall hangar hare hay heal heel heir herd
    hew hoarse hoop horse hour idle jeans kernel key knead knight knit knot knows lead leak leek lessen
    lesson lichen links loan lute lynx mail main maize mane manor mare marten mayor maze meat medal metal
    mettle mist moat moor moose morning mousse muscle mussel mustard naval navel night none oar oriole
    pail pain pair palette pane paste pause paw paws pea peace peak peal pear pearl pedal pedestal pier
    plaice plain plane plum pole pore pour prawns pray prey prince prints prize profit quartz quay queue
    rain raise rap rays read reed reign rein rhyme right ring road roar roe role roll root rose rotor
    rough rowed rye sail sale sauce saw scene sea seam sell serial sew shoot shore sign sleigh soar sole
    son soul source stair stake stalk stare stationery steak steal steel stile storey stork style suede
    suite sundae swede sweet sword symbol tail tale taper tapir tea team tear tern thyme tide time toad
    toe tow tuba tuna tyre vain vale vane veil vein vial wail waist wait walk warn waste wave way weak
    weather weigh whale wheel which whine whirl witch wood worn wrap wring yoke yolk yore
""")

UNWELCOME = listed("""
    abbey alcohol ambulance angel arm army arrow attack axe baby bad badge bank bastard bed beer belly
    belt bible black blade blood body bomb bottom bowel brain breast bride bronze brother brown bruise
    bullet bully bum burial cage cane cannon cash chain chapel charge cheque church claw clinic coffin
    coin cop court cousin cross cruel cry cuddle damp dark daughter dead death demon devil die dirty
    doctor door drug drunk dumb eject enemy evil exit eye face family father fear fever fight fist flat
    foot force foster fraud ghost god goodbye grave gun hammer hand harm hate hearse hell hit home
    hospital house hurt husband hut hymn ill injury jail judge jury kick kidney kill kiss knee knife lash
    law leave leg lie lip lock lonely lost love luggage mad marry medicine money monk mosque mother mouth
    mum mummy murder naked nanny native needle nose nurse orphan pain parent penny pill pistol plaster
    poison police poor pound pray prison punch purse queer rape refuge removal rent rope sad saint scar
    scream sex sick siren sister skin slap slave slipper smack smoke son spear stab stick strap suicide
    suitcase sword tear temple thief thumb tomb torture touch trap trial tribe turban ugly uncle vest
    victim violent virus wallet war weapon wedding weep whip white widow wife will witch womb wound wrist
    yellow
""")

SPELT_OTHERWISE_IN_AMERICA = re.compile(
    r"(our|ise|yse|ogue|tre)$|grey|colour|plough|tyre|pyjama|mould|cosy|moustache|yogh?urt|woolly|woollen|jewel"
    r"|doughnut|omelette|chill?i|veranda|programme|cheque|aluminium|sulphur"
)
NOT_THOSE_ENDINGS = {"brogue", "sunrise"}
"""Words that end like `-ise` or `-ogue` and are spelt the same on both sides."""

NAMES_COUNTRIES_BRANDS = listed("""
    adam alice amazon amber amy anna apple april archer ash aspen autumn barbie basil belle bill brazil
    bryony caramac carol cat chad charity charlie chelsea chile china chip clay cliff clover cola cuba
    daisy dale dawn dean dolly dot drew dyson eden ella emma erica eva faith fanta fern fiji finn fleur
    florence france frank frisbee gabriel galaxy gene ginger glen google grace grant greece guinea guy
    hank harper harry hazel heath heather henry holly hoover hope hunter iceland india iran iraq iris ivy
    jack jade jaguar jasmine jay jean jersey jordan joy june juniper kenya kindle kit lacoste laurel lego
    lexus lily lincoln lola london lucas lucy luna lynx malta marina mark mars martin mason matilda max
    may melody mercury miles mini molly nestle netflix nike nokia norway olive oliver opal oreo oscar oxo
    panama pansy paris parker pat patty pearl penny pepsi persil peru piper polly polo poppy primark puma
    reed rex rich rob robin rocky rose rosemary rowan roy ruby rusty sage sally sam sandy saturn savannah
    scarlet scott shell sierra skye sonic sonny spain stella summer sydney taylor teddy tesco tesla toby
    tom turkey twix velcro venus victor victoria viola violet wales wayne willow wren xbox zoom
""")


def slips(word: str) -> set[str]:
    """Every string one letter left out, put in, changed, or swapped with its neighbour away from `word`."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    put_in = {a + letter + b for a, b in cuts for letter in ascii_lowercase}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in ascii_lowercase}
    return (left_out | swapped | put_in | changed) - {word}


@pytest.mark.parametrize(
    ("other", "near"),
    [("mapple", True), ("mable", True), ("mapel", True), ("aple", True), ("ample", True), ("staple", False)],
)
def test_the_measure_of_one_slip_knows_a_slip(other: str, near: bool) -> None:
    assert (other in slips("maple")) is near


def test_three_words_and_a_reference_are_sixty_bits_and_more() -> None:
    reference_bits = REFERENCE_LENGTH * math.log2(len(REFERENCE_LETTERS))
    key_bits = WORDS_IN_A_KEY * math.log2(len(WORDS))
    assert reference_bits == 40
    assert len(WORDS) >= 1296
    assert reference_bits + key_bits >= 60


def test_every_word_is_three_to_seven_small_letters() -> None:
    assert [word for word in WORDS if not re.fullmatch(r"[a-z]{3,7}", word)] == []


def test_the_words_stand_in_order_so_that_a_change_is_easy_to_see() -> None:
    assert list(WORDS) == sorted(WORDS)


def test_no_two_words_are_one_slip_apart() -> None:
    assert {word: near for word in WORDS if (near := slips(word) & set(WORDS))} == {}


def test_no_plural_stands_beside_its_singular() -> None:
    endings = [("", "s"), ("", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves")]
    plurals = {
        word.removesuffix(one) + many: word for word in WORDS for one, many in endings if word.endswith(one)
    }
    assert [(plurals[word], word) for word in WORDS if word in plurals] == []


def test_no_word_is_two_others_run_together() -> None:
    known = set(WORDS)
    joined = [w for w in WORDS if any(w[:i] in known and w[i:] in known for i in range(3, len(w) - 2))]
    assert joined == [], "a key typed without dashes could be read in two ways"


@pytest.mark.parametrize(
    ("what", "barred"),
    [
        ("sounds like another word", SOUNDS_LIKE_ANOTHER),
        ("is not for a child to hear", UNWELCOME),
        ("is a name, a country or a brand", NAMES_COUNTRIES_BRANDS),
    ],
)
def test_no_word_is_on_a_list_of_words_to_avoid(what: str, barred: list[str]) -> None:
    assert sorted(set(WORDS) & set(barred)) == [], what


def test_no_word_is_spelt_otherwise_in_america() -> None:
    assert [w for w in WORDS if SPELT_OTHERWISE_IN_AMERICA.search(w) and w not in NOT_THOSE_ENDINGS] == []


def test_the_example_everybody_gives_can_be_made() -> None:
    assert {"maple", "otter", "lantern"} <= set(WORDS)
