"""Quotes found in full texts: five states, places in code points, linear time."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, product

import pytest
from conftest import steps
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.evidence.alignment import align
from dossier.evidence.boundaries import cuts_word
from dossier.evidence.nearest import PassageIndex, nearest_passage
from dossier.evidence.typography import PlainText, plain_text

TEXT = (
    "The “harbour” was closed — so the pilot’s wife said…\n"
    "José saw\u00a0the ﬁrst co\u00adop\u00aderation, a café on 5 May. "
    "The tug left. It was noon. The tug left. It was night."
)
PLAIN = plain_text(TEXT)


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("The “harbour” was closed — so", "exact"),
        ('The "harbour" was closed - so', "normalised"),
        ("The „harbour‟ was closed -- so", "normalised"),
        ("pilot's wife said...", "normalised"),
        ("wife said… José saw the", "normalised"),
        ("first cooperation", "normalised"),
        (unicodedata.normalize("NFD", "José saw"), "normalised"),
        (unicodedata.normalize("NFD", "a café on"), "normalised"),
        ("The harbour was closed", "not-found"),  # a mark left out
        ("the “harbour” was closed", "not-found"),  # case
        ("Jose saw", "not-found"),  # an accent
        ("a cafe", "not-found"),
        ("was closed, so", "not-found"),  # another mark
        ("was closed—so", "normalised"),  # a dash without blanks
        ("was closed- so the", "normalised"),
        ("wasclosed", "not-found"),  # a blank left out divides words
        ("The tug left.", "ambiguous"),
        ("The “harbour” […] 5 May", "exact"),
        ("5 May […] The “harbour”", "not-found"),
        ("It was […] was noon", "not-found"),  # parts may not overlap
        ("a café […] The tug left", "exact"),
        ("The tug left […] was", "ambiguous"),
    ],
)
def test_states(quote: str, state: str) -> None:
    """White space and the form of signs may differ, and nothing else."""
    found = align(PLAIN, quote)
    assert found.state == state
    assert bool(found.spans) is (state in ("exact", "normalised"))


def test_an_accent_stored_apart_counts() -> None:
    """A letter without the accent that follows it is another letter, though its code point is there."""
    text = plain_text(unicodedata.normalize("NFD", "a café on"))
    assert align(text, "a cafe").state == "not-found"
    assert align(text, "a café").state == "normalised"


def test_no_text() -> None:
    """Without a text nothing is found, and nothing is wrong."""
    assert align(None, "a").state == "no-text"


def test_prefix_suffix_and_record_decide() -> None:
    """What stands beside the quote says which of two is meant; else the place found before."""
    first, second = TEXT.index("The tug left"), TEXT.rindex("The tug left")
    size = len("The tug left")
    assert align(PLAIN, "The tug left", prefix="5 May.").spans == ((first, first + size),)
    assert align(PLAIN, "The tug left", suffix=". It was night").spans == ((second, second + size),)
    recorded = [(second, second + size)]
    assert align(PLAIN, "The tug left", recorded=recorded).spans == tuple(recorded)
    assert align(PLAIN, "The tug left", recorded=[(0, size)]).state == "ambiguous"
    wrong = align(PLAIN, "The tug left", prefix="midnight.")
    assert (wrong.state, wrong.reason) == ("not-found", "context")


def test_of_two_beginnings_the_nearer_counts() -> None:
    """`A … A … B` holds one shortest passage from A to B, so it is not ambiguous."""
    text = plain_text("one x one y two; three")
    assert align(text, "one […] two").spans == ((6, 9), (12, 15))


CHANGES = [
    lambda s: s.replace("“", '"').replace("”", '"'),
    lambda s: s.replace("’", "'"),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "\u00a0 "),
    lambda s: s.replace("—", "--").replace("–", "-"),
    lambda s: s.replace("…", "..."),
    lambda s: s.replace("…", ". . ."),
    lambda s: s.replace("「", "“").replace("」", "”").replace("。", "."),
    lambda s: s.replace("fi", "ﬁ"),
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: unicodedata.normalize("NFC", s),
    lambda s: s[:2] + "\u00ad" + s[2:] if s[:3].isalpha() and s[:3].isascii() else s,
]
WORDS = st.text(
    "abfi éñ\n\t\u00a0“”’\"'—–-….,;?\u00ad\u0301\u200bﬁ한ᄒ沒「」。", max_size=200
) | st.text(max_size=80)


@given(WORDS, st.data())
def test_any_slice_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    """A slice that cuts no letter in two is found there, also after typographic changes."""
    plain = plain_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end].strip()
    start = text.index(quote, start)
    end = start + len(quote)
    assume("[…]" not in quote and plain_text(quote).plain.strip())
    assume(start in plain.starts and end in plain.ends)
    # An accent that belongs to no letter is nothing a change of typography has to keep.
    alone = [
        at for at, c in enumerate(quote) if unicodedata.combining(c) and not quote[at - 1].isalpha()
    ]
    assume(not alone)
    # Nor is what cannot be seen at either end.
    assume(not {quote[0], quote[-1]} & {"\u00ad", "\u200b"})
    # Not from within an ellipsis, whatever blanks are in it.
    dots = [match.span() for match in re.finditer(r"[.…](?:\s*[.…])+", text)]
    assume(not any(first < at < last for first, last in dots for at in (start, end)))
    # Not from within a dash of two hyphens or white space with a soft hyphen in it.
    assume(text[start:end] == quote and plain.is_whole(
        plain.starts.index(start), len(plain.ends) - plain.ends[::-1].index(end)
    ))  # fmt: skip
    first, last = plain.starts.index(start), len(plain.ends) - plain.ends[::-1].index(end)
    assume(not cuts_word(plain, first, last))  # that is no place: see the next test
    found = align(plain, quote, recorded=[(start, end)])
    assert found.spans == ((start, end),)
    assert found.state == "exact"
    change = data.draw(st.sampled_from(CHANGES))
    changed = change(quote)
    assume("[…]" not in changed and "''" not in changed)  # of two apostrophes a double mark
    again = align(plain, changed, recorded=[(start, end)])
    assert again.spans == ((start, end),), (quote, changed)
    assert again.state == ("exact" if changed.strip() == quote else "normalised")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_and_no_quote_breaks_it(text: str, quote: str) -> None:
    """Whatever is looked for in whatever: a state, spans inside the text, no exception."""
    plain = plain_text(text)
    found = align(plain, quote)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    nearest_passage(PassageIndex(plain), quote)


def shown(index: PassageIndex, quote: str) -> str:
    """The nearest passage with its marks."""
    passage = nearest_passage(index, quote)
    assert passage
    return passage.shown


def test_the_nearest_passage_shows_what_differs() -> None:
    """The words that differ stand in marks; a long passage is cut to 28 words around the first."""
    assert shown(PassageIndex(PLAIN), "The harbour was closed") == 'The »"harbour"« was closed'
    many = " ".join(f"word{n}" for n in range(100))
    hint = shown(PassageIndex(plain_text(many)), many.replace("word50", "other"))
    assert len(hint.split()) <= 30
    assert "»word50«" in hint
    assert nearest_passage(PassageIndex(PLAIN), "Zwölf Boxkämpfer jagen quer") is None


VOCABULARY = [f"w{n}é" for n in range(977)]


def text_of(size: int) -> PlainText:
    """A text of so many words out of a thousand."""
    return plain_text(" ".join(VOCABULARY[n * n % 977] for n in range(size)) + " the end of it")


@pytest.mark.parametrize(
    "quote",
    [
        "the end of it",
        "w1é […] w4é […] the end",
        "[…]".join(VOCABULARY[1:9]),
        "w1é […] w2é",
        "the end of at",
    ],
)
def test_the_work_to_find_a_quote_does_not_grow_with_the_text(quote: str) -> None:
    """What grows is left to Python's own search in strings: counted in steps, not in seconds."""
    tiny, small, large = map(text_of, (20, 2_000, 16_000))
    align(tiny, quote)  # what Python keeps of a pattern is made but once
    assert steps(lambda: align(large, quote)) < 2 * steps(lambda: align(small, quote)) + 100


@pytest.mark.parametrize("unit", ["the tug left. ", "a a a b ", "aaaaaaaa"])
@pytest.mark.parametrize(
    "quote", ["tug […] left […] tug […] left", "a […] a […] b", "aaaa […] aaaa"]
)
def test_repetitive_texts_with_omissions_take_no_longer(unit: str, quote: str) -> None:
    """Eight times the text takes at most ten times the steps, however often each part stands there."""
    tiny, small, large = (plain_text(unit * count) for count in (5, 500, 4_000))
    align(tiny, quote)  # what Python keeps of a pattern is made but once
    assert steps(lambda: align(large, quote)) < 10 * steps(lambda: align(small, quote))


def test_the_index_for_hints_is_made_once() -> None:
    """To make it takes time in proportion to the text; a hint from it takes the same of any text."""
    missing = "the end of at", "w1é w4é w9é w17é w25é", "Zwölf Boxkämpfer jagen", "a", "w1é " * 200
    small, large = map(text_of, (4_000, 32_000))
    # What Python keeps of a pattern is made but once.
    nearest_passage(PassageIndex(text_of(40)), missing[0])
    assert steps(lambda: PassageIndex(large)) < 10 * steps(lambda: PassageIndex(small))
    indexes = [PassageIndex(small), PassageIndex(large)]
    assert "»it«" in shown(indexes[1], missing[0])
    assert shown(indexes[0], missing[0]) == shown(indexes[1], missing[0])
    for quote in missing:
        a, b = (steps(lambda i=index: nearest_passage(i, quote)) for index in indexes)  # noqa: B023 - called at once
        assert b < 2 * a + 50_000, quote


def test_the_letters_of_a_text_are_counted_once_for_all_hints() -> None:
    """A hint for a misspelt word compares it with a thousand words, whose letters are known by then."""
    index = PassageIndex(plain_text(" ".join(f"mar{n}on{n % 97}el" for n in range(4_000))))
    quote = "mar7on7elx mar8on8el"
    assert shown(index, quote) == "»mar7on7el« mar8on8el"
    assert steps(lambda: nearest_passage(index, quote)) < 60_000


@pytest.mark.parametrize("other", ["The tug left", "The\ntug left", "The tug\u00a0left"])
def test_a_second_place_in_another_typography_is_a_second_place(other: str) -> None:
    """That only one of two has just the letters of the quote says nothing of which is meant."""
    text = plain_text(f"Then: The tug left. Later: {other}.")
    assert align(text, "The tug left").state == "ambiguous"
    assert align(text, "The tug left", prefix="Later:").spans == ((27, 39),)


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "\u0301" * 100_000, "\u00ad" * 200_000, "-" * 300_000]
)
def test_odd_texts_take_no_longer(text: str) -> None:
    """Long runs of one sign are read once."""
    plain = plain_text(text)
    for quote in ("aaaaaaaaaa", "a […] a […] b", "- x", "\u0301\u0301"):
        assert align(plain, quote).state in ("ambiguous", "not-found", "normalised", "exact")
    nearest_passage(PassageIndex(plain), "aaab aaa")


@pytest.mark.parametrize("quote", ["able to stop them", "The army was un", "rmy was"])
def test_a_quote_cuts_no_word(quote: str) -> None:
    """Words out of the middle of others may say the opposite."""
    text = plain_text("The army was unable to stop them.")
    assert align(text, quote).state == "not-found"
    assert align(plain_text("他们无法阻止军队"), "无法阻止").state == "exact"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They say he can't go.", "he can"),
        ("They say he can’t go.", "he can"),
        ("They say he can't go.", "t go"),
        ("O'Brien left.", "Brien left"),
        ("It cost 1.5 million.", "5 million"),
        ("It cost 1,5 millones.", "5 millones"),
        ("Of 21,000 men one came.", "000 men"),
        ("Of 21,000 men one came.", "Of 21"),
        ("Of 21'000 men one came.", "000 men"),
        ("It was at 10:30 men left.", "30 men left"),
        ("It was -5 degrees.", "5 degrees"),
        ("It was −5 degrees.", "5 degrees"),
        ("There were 12-15 men.", "15 men"),
        ("There were 12–15 men.", "There were 12"),
        ("She was found not-guilty.", "guilty"),
        ("He re-signed in May.", "signed in May"),
        ("He re‐signed in May.", "signed in May"),
        ("He re‑signed in May.", "-signed in May"),
        ("He re-\nsigned in May.", "signed in May"),
        ("The F-16 pilots left.", "16 pilots left"),
        ("A 19-year-old man left.", "year-old man"),
        ("Ce n'est pas vrai.", "est pas vrai"),
        ("It cost 1 500 000 kr in all.", "500 000 kr"),
        ("It cost 1 500 000 kr in all.", "It cost 1"),
        ("It cost 1\u00a0500\u00a0000 kr in all.", "000 kr"),
        ("It cost 1\u202f500 kr in all.", "It cost 1"),
        ("It cost 1\u2009500 kr in all.", "500 kr"),
        ("He paid 10 000 to her.", "He paid 10"),
        ("He paid 10\n000 to her.", "000 to her"),
        ("He paid 10 500 to her, then 20 000.", "He paid 10"),
        ("He took 3 1/2 years.", "1/2 years"),
        ("He took 3 ½ years.", "He took 3"),
        ("He owned 1/5 of it.", "5 of it"),
        ("He owned 1⁄5 of it.", "5 of it"),
        ("It was on 12/05/2021.", "It was on 12/05"),
        ("It was 1·5 million.", "5 million"),
        ("It was ١٫٥ مليون", "٥ مليون"),
        ("It was .5 million.", "5 million"),
        ("It cost US$5 million.", "$5 million"),
        ("It cost −$5 million.", "$5 million"),
        ("It cost ±5 million.", "5 million"),
        ("It was \u20115 degrees.", "5 degrees"),
        ("A U.S.-backed army came.", "backed army"),
        ("هذا كتـَب هنا", "هذا كتـُب هنا"),
        ("هذا كتـَب هنا", "هذا كتب هنا"),
        ("It cost <5 million.", "5 million"),
        ("It cost < $5 million.", "$5 million"),
        ("It cost >5 million.", "5 million"),
        ("It cost ≤ 5 million.", "5 million"),
        ("It cost ≥5 million.", "5 million"),
        ("It cost ~£5 million.", "£5 million"),
        ("The firm AT&T left.", "T left"),
        ("To ann@lindow.example now", "lindow"),
        ("The non–EU firms left.", "EU firms left"),
        ("The non—EU firms left.", "EU firms left"),
        ("The anti–war rally", "war rally"),
        ("The ex–mayor left.", "mayor left"),
        ("An अनुचित word", "चित word"),  # a vowel sign belongs to its letter
        ("Mr O'Brien left.", "Mr O"),
        ("The Dell'Utri case", "The Dell"),
        ("Це Лук'янов сказав", "Це Лук"),
        ("He couldn't've gone.", "He couldn"),
        ("C'est qu'elle part", "C'est qu"),
    ],
)
def test_a_sign_within_a_word_or_number_is_no_end_of_it(text: str, quote: str) -> None:
    """What stands beside an apostrophe, a decimal point or a hyphen may turn the words around."""
    assert align(plain_text(text), quote).state == "not-found"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He said, 'Go home.'", "Go home."),
        ("He said, ‘Go home’ and left.", "Go home"),
        ("The dogs' tails", "The dogs"),
        ("'Tis so.", "'Tis so"),
        ("—No sé —dijo.", "No sé"),
        ("-No sé.", "No sé"),
        ("He paid—twice—and left.", "twice"),
        ("He paid--twice--and left.", "twice"),
        ("He paid – 5 dollars.", "5 dollars"),
        ("He paid —5 dollars— and left.", "5 dollars"),
        ("Pre- and post-war art", "and post-war art"),
        ("It was 2010. In 2011, 5 came.", "5 came"),
        ("A list: 1, 2, 3.", "2, 3"),
        ("Il a dit qu'elle viendrait.", "elle viendrait"),
        ("Nell'anno 1990 era qui", "anno 1990 era"),
        ("L’homme est venu.", "homme est venu"),
        ("Él llegó el 5.Luego salió.", "Luego salió."),
        ("On May 5 200 people came.", "200 people came"),
        ("In 2019 500 people came.", "500 people came"),
        ("In 2019 000 was the code.", "000 was the code"),
        ("See Fig. 1.5 500 men.", "500 men"),
        ("Sum  150  230  410", "230  410"),
        ("On 5 1/2/2020 came.", "1/2/2020 came"),
        ("It cost $5 million.", "5 million"),
        ("It cost <b>5 million</b>.", "5 million"),
        ("> 5 million came", "5 million came"),
        ("She left. 5 million came", "5 million came"),
        ("She left ...5 million came", "5 million came"),
        ("He said so–she did not", "she did not"),
        ("My ex—a banker—left.", "a banker"),
        ("The post—then vacant", "then vacant"),
        ("Hong Kong–based firms", "Hong Kong"),
        ("the council's plan", "the council"),
        ("the wall's paint", "the wall"),
        ("Model T's wheels", "Model T"),
        ("We'll pay.", "We"),
        ("İstanbul Belediyesi’nin planı", "İstanbul Belediyesi"),
        ("Ankara'da imzalandı", "Ankara"),
        ("ไม่ได้ลงนามในสัญญา", "ลงนาม"),
        ("ບໍ່ໄດ້ລົງນາມ", "ລົງນາມ"),
        ("មិនបានចុះហត្ថលេខា", "ចុះហត្ថលេខា"),
        ("လက်မှတ်မထိုးခဲ့ပါ", "မထိုးခဲ့"),
        ("회사는 서명하지 않았다고", "않았다"),
        ("a 5% rise", "a 5"),
    ],
)
def test_a_quote_may_begin_after_a_mark_and_end_before_one(text: str, quote: str) -> None:
    """Quotation marks, dashes and elided articles are no part of the next word."""
    assert align(plain_text(text), quote).state == "exact"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a ten-\nyear plan", "a ten-year plan"),
        ("a ten-\r\n  year plan", "a ten-year plan"),
        ("a ten-year plan", "a ten-\nyear plan"),
        ("a ten-year plan", "a ten- year plan"),  # as YAML folds it
        ("the co-\noperative paid", "the co-operative paid"),
        ("the co-\noperative paid", "the cooperative paid"),
        ("the co‐\noperative paid", "the cooperative paid"),
        ("a ten-\nyear plan of the co-\noperative", "a ten-year plan of the cooperative"),
        ("so—twice", "so — twice"),
        ("so – twice", "so—twice"),
        ("so --\ntwice", "so — twice"),
    ],
)
def test_a_wrap_at_a_hyphen_and_blanks_at_a_dash_are_typography(text: str, quote: str) -> None:
    """A line may end at a hyphen of the word's own, or at one that divides the word."""
    found = align(plain_text(f"It was {text}, he said."), quote)
    assert (found.state, len(found.spans)) == ("normalised", 1)
    start, end = found.spans[0]
    assert text.startswith(f"It was {text}, he said."[start:end].split()[0])
    assert text.endswith(f"It was {text}, he said."[start:end].split()[-1])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("公司沒\n有破產。", "公司沒有破產。"),
        ("公司沒有破產。", "公司沒 有破產。"),  # as YAML folds it
        ("彼は契約し\nていないと", "彼は契約していないと"),
        ("在 2019 年", "在2019年"),
        ("回答：「沒有。」", '回答:"沒有."'),
        ("回答：『沒有』", "回答：“沒有”"),
        ("（沒有！？）；", "(沒有!?);"),
        ("Ｎｏ．５", "No.5"),
        ("قالت\u200f: لا", "قالت: لا"),
        ("she \u202adid\u202c \u2068not\u2069 pay", "she did not pay"),
        ("أيّ شـيء", "أيّ شيء"),
        ("هذا كتـَب هنا", "هذا كتَب هنا"),
        ("I \u2764\ufe0f it", "I \u2764 it"),
        ("dit : « Non » ; il", 'dit: "Non"; il'),
        ("dit\u00a0: «\u202fNon\u202f»\u00a0!", "dit: «Non»!"),
        ("de 50 % et", "de 50% et"),
        ("“He said, ‘No,’ and left.”", "‘He said, “No,” and left.’"),
        ("er »Nein« sagte", 'er "Nein" sagte'),
        ("er sagte »…nein«", 'er sagte "...nein"'),
        ("wrote ``we lost'' twice", 'wrote "we lost" twice'),
        ("the OʼBrien case", "the O'Brien case"),
        ("il ‹ dit › non", "il 'dit' non"),
        ("他說‘沒有’了", '他說"沒有"了'),
        ("It was … well", "It was... well"),
        ("It was … well", "It was …well"),
        ("It was . . . well", "It was … well"),
        ("He left. . . . Then", "He left.… Then"),
        ("about 1⁄4 of H₂O", "about 1/4 of H2O"),
    ],
)
def test_what_one_custom_of_setting_type_has_is_typography(text: str, quote: str) -> None:
    """In any language; the place is that of the text's own signs."""
    for written, typed in ((text, quote), (quote, text)):
        found = align(plain_text(f"… {written} …"), typed)
        assert found.state == "normalised"
        ((start, end),) = found.spans
        assert f"… {written} …"[start:end] in written


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It was well", "It was … well"),
        ("It was. Well", "It was.. Well"),
        ("he said 'no'", "he said no"),
        ("“‘No’ is no”", "“No is no”"),
        ("the dogs' tails", "the dog's tails"),
        ("an area of 10² m", "an area of 102 m"),
        ("می\u200cخواهم بروم", "میخواهم بروم"),
        ("回答、沒有", "回答，沒有"),
        ("公司沒有", "公司有"),
        ("회사 는", "회사는"),
        ("at 10 :30", "at 10: 30 men"),
    ],
)
def test_what_says_something_else_is_no_typography(text: str, quote: str) -> None:
    """Signs left out or put in, and blanks that part words."""
    assert align(plain_text(text), quote).state == "not-found"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the 10-\n15 million", "the 1015 million"),
        ("the A-\n16 road", "the A16 road"),
        ("the 2019‐\n2024 lease", "the 20192024 lease"),
        ("the 2019\u00ad2024 lease", "the 20192024 lease"),  # of some PDFs a hyphen
        ("the 2019\u00ad\n2024 lease", "the 20192024 lease"),
        ("Sir Edwin Vale-\nHarding", "Sir Edwin ValeHarding"),
    ],
)
def test_no_numbers_and_no_names_are_joined_at_a_line_end(text: str, quote: str) -> None:
    """Only where a word is divided is its hyphen none of its own."""
    assert align(plain_text(text), quote).state == "not-found"
    parts = quote.replace("1015", "10-15").replace("A16", "A-16").replace("ValeH", "Vale-H")
    kept = parts.replace("20192024", "2019-2024")
    assert align(plain_text(text), kept).state == "normalised"
    assert align(plain_text("the CON-\nTRACT"), "the CONTRACT").state == "normalised"


def test_a_hyphen_within_a_line_is_never_left_out() -> None:
    """Who re-signs does not resign."""
    assert align(plain_text("He re-signed in May."), "He resigned in May").state == "not-found"
    assert align(plain_text("He resigned in May."), "He re-signed in May").state == "not-found"


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("[T]he tug left at noon", "normalised"),
        ("“[T]he tug left", "not-found"),  # a mark that the text does not have
        ("The tug left […] [I]t came", "normalised"),
        ("[I]t was seen", "normalised"),
        ("[t]he tug left at noon", "not-found"),  # so it stands there
        ("Then [T]he tug", "not-found"),  # within a part nothing needs another case
        ("[Th]e tug left at noon", "not-found"),
        ("[T]", "not-found"),
        ("[H]e tug left at noon", "not-found"),
    ],
)
def test_a_first_letter_in_brackets_may_be_of_the_other_case(quote: str, state: str) -> None:
    """Editors mark so that they have changed it; the place is that of the letter of the text."""
    text = "Then the tug left at noon; it came back. The tug left again; it was seen."
    found = align(plain_text(text), quote, recorded=[(37, 49), (52, 60)])
    if quote.startswith("The tug left […]"):
        found = align(plain_text("The tug left; it came back."), quote)
    assert found.state == state
    if quote == "[T]he tug left at noon":
        assert found.spans == ((5, 25),)


def test_brackets_that_stand_in_the_text_are_its_own() -> None:
    """They are found as they stand, before any are taken for an editor's."""
    found = align(plain_text("[T]he tug left. So the tug left."), "[T]he tug left")
    assert (found.state, found.spans) == ("exact", ((0, 14),))


def stretches(text: str, parts: list[str]) -> set[tuple[int, int]]:
    """Where all parts stand in order, by trying every place; none that holds another."""
    ends = [
        [(at, at + len(part)) for at in range(len(text)) if text.startswith(part, at)]
        for part in parts
    ]
    found = set()
    for chain in product(*ends):
        if all(before[1] <= after[0] for before, after in pairwise(chain)):
            found.add((chain[0][0], chain[-1][1]))
    return {
        one
        for one in found
        if not any(one != o and one[0] <= o[0] and o[1] <= one[1] for o in found)
    }


@given(
    st.text("!?.;", max_size=14),
    st.lists(st.text("!?.;", min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_the_shortest_stretches_are_those_that_trying_every_place_finds(
    text: str, parts: list[str]
) -> None:
    """One is found, several are ambiguous, none is not found; signs only, so that no word is cut."""
    expected = stretches(text, parts)
    found = align(plain_text(text), "[…]".join(parts))
    states = {0: {"not-found"}, 1: {"exact"}}
    assert found.state in states.get(len(expected), {"ambiguous"})
    if len(expected) == 1:
        assert {(found.spans[0][0], found.spans[-1][1])} == expected
