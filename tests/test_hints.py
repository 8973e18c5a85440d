"""What `check` says beside a quote that is not found, and of one that leaves out what may turn its sense."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import pytest

from dossier.diagnostics import Location
from dossier.evidence.alignment import align, parts_of
from dossier.evidence.full_text import ReadText
from dossier.evidence.hints import hint_for
from dossier.evidence.omissions import find_omissions
from dossier.evidence.quotes import Quote

TEXT = """\
The harbour report

Mayor Ada Calder did not meet the builders in January, her office said. “We’ve never signed
anything,” Calder said. The clerk, who can't be named, said the council will not re-open the
inquiry. She has said that she will not stand again.

The port paid 4,812,000 euros to con-
tractors, one of them con-
trolled by a board member.12 The board was not in-
formed until
ANNUAL REPORT 2020          17
\f18          HARBOUR
November.
Item\tSum
Dredging\t-4,812
Total\t0
She knew of
[00:14:15] the land. Her \u200cland was sold.
市長表示：「我沒有簽署任何文件。」
「有人說」他回答說沒有。
- It cost 1 500 000 kroner. The 2019–2024 lease… A draft of 2019-
2024 was lost.
"""


def hint(words: str, excerpt: str = "e", text: str = TEXT) -> str:
    """What is said of a quote that is not found in a text."""
    read = ReadText.of("seeds/port.txt", text)
    assert align(read.plain, words).state == "not-found"
    return hint_for(Quote("port", words, Location("content/sources/port.yml"), excerpt), read)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        # The place in the text, and marks around nothing but what differs.
        (
            "Mayor Ada Calder did meet the builders in January",
            "3:1: Mayor Ada Calder did »not« meet the builders in January",
        ),
        # A word that is divided at the end of its line is one.
        ("contractors, two of them controlled", "7:34: contractors, »one« of them controlled"),
        ("a board manager. The board was not informed", "9:12: a board »member.12« The board was not informed"),
        # Capitals, and marks within the quote.
        ("the clerk, who can't be named", "4:25: »The« clerk, who can't be named"),
        ("The clerk who can't be named", "4:25: The »clerk,« who can't be named"),
        # Where the text has nothing for words of the quote.
        ("the council will surely not re-open", "4:61: the council will »« not re-open"),
        # What stands before the number is its sign, and no word beside it.
        ("Dredging 4,812 Total", "15:1: Dredging »-4,812« Total"),
        # Of two places with some of the words the one that needs the least to be changed.
        ("Ada Calder met the builders", "3:7: Ada Calder »did not meet« the builders"),
        # Of two numbers a line's end makes no third, and dots stand between words.
        ("draft of 20192024 was", "21:52: draft of »2019-2024« was"),
        ("lease... The draft of", "21:43: lease ... »A« draft of"),
        # Chinese is compared sign by sign.
        ("市長表示：「我有簽署任何文件", '19:1: 市長表示:"我»沒«有簽署任何文件'),
    ],
)  # fmt: skip
def test_the_nearest_passage_is_shown_with_its_place(words: str, shown: str) -> None:
    """Only words and marks that differ are marked; those outside of the quote's ends never."""
    assert hint(words) == f"nearest, seeds/port.txt:{shown}"


@pytest.mark.parametrize(
    ("words", "within", "place"),
    [
        ("open the inquiry", "re-open", "4:85"),
        ("The clerk, who can", "can't", "4:25"),
        ("812,000 euros", "4,812,000", "7:17"),
        ("4,812 Total", "-4,812", "15:11"),
        ("812,000 euros to con", "4,812,000« and »con-tractors", "7:17"),
        ("500 000 kroner", "1 500 000", "21:13"),
        ("It cost 1", "1 500 000", "21:3"),
        ("2024 lease", "2019-2024", "21:38"),
    ],
)
def test_words_cut_out_of_others_are_said_to_be_that(words: str, within: str, place: str) -> None:
    """A passage without any mark, or a long other one, told nothing."""
    assert hint(words) == (
        f"the words stand there only as part of »{within}«, seeds/port.txt:{place}: quote whole words"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("We've never signed anything.", "only the mark at its end differs, seeds/port.txt:3:74: leave it out"),
        ("(her office said", "only the mark at its begin differs, seeds/port.txt:3:56: leave it out"),
        ("“Mayor Ada Calder did not meet the builders”",
         "only the marks at its ends differ, seeds/port.txt:3:1: leave them out"),
    ],
)  # fmt: skip
def test_a_mark_at_an_end_is_left_out(words: str, said: str) -> None:
    """A full stop where the text has a comma is no other passage."""
    assert hint(words) == said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Her land was", "the text has U+200C (ZERO WIDTH NON-JOINER)"),
        ("Mayor A\u200dda Calder", "the quote has U+200D (ZERO WIDTH JOINER)"),
        ("Mayor Ad\u0430 Calder", "the quote has U+0430 (CYRILLIC SMALL LETTER A)"),
    ],
)
def test_what_cannot_be_seen_is_named(words: str, told: str) -> None:
    """A hint that looks like the quote helps nobody."""
    assert hint(words).endswith(f"; not to be seen: {told}")


@pytest.mark.parametrize(
    "sign", ["…", "...", ". . .", "[...]", "[ … ]", "(...)", "(…)", " … ", "……", "⋯"]
)
def test_a_sign_of_omission_is_written_as_the_format_has_it(sign: str) -> None:
    """Where the parts beside it stand in the text in order, the quote is given as it should be."""
    assert hint(f"did not meet the builders {sign} her office said") == (
        "write an omission as […]: did not meet the builders […] her office said"
    )


def test_a_sign_at_an_end_leaves_nothing_out() -> None:
    """A value of YAML that begins with a bracket is a list."""
    assert hint("... her office said…") == "write an omission as […]: her office said"


def test_of_an_omission_in_chinese_too() -> None:
    """It has a sign of six dots."""
    assert hint("市長表示……他回答說沒有") == "write an omission as […]: 市長表示 […] 他回答說沒有"


def test_a_sign_of_omission_beside_wrong_words() -> None:
    """Of signs in brackets it is said all the same; dots may be the text's own."""
    assert hint("did not meet the bakers [...] her office") == (
        "write an omission as […], with the sign …; "
        "nearest, seeds/port.txt:3:18: did not meet the »builders«"
    )
    assert hint("did not meet the bakers ... her office").startswith("nearest, ")


OWN = (
    "square brackets hold nothing of your own: leave them out, or write […] for what the text has there, "
    "and say in 'note' who or what is meant"
)


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("Calder did not meet [sic] the builders", ": Calder did not meet the builders"),
        ("[Smith] did not meet the builders", ": did not meet the builders"),
        ("said that [Calder] will not stand again", ": said that […] will not stand again"),
        ("The clerk [of the council], who can't", ": The clerk, who can't"),
        ("said that [S]he will not", ": said that she will not"),
        # Never a way to write it that hides a "not".
        ("Mayor Ada Calder did [indeed] meet the builders",
         "; nearest, seeds/port.txt:3:1: Mayor Ada Calder did »not« meet the builders"),
        ("[T]he clark, who can't", "; nearest, seeds/port.txt:4:25: The »clerk,« who can't"),
    ],
)  # fmt: skip
def test_square_brackets_hold_nothing_of_the_authors_own(words: str, mended: str) -> None:
    """They were refused, and nothing said why."""
    assert hint(words) == OWN + mended
    beside = OWN.replace("in 'note'", "in words of your own")
    assert hint(words, excerpt="") == beside + mended  # a citation has no note


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("a board member. The board was not", "a board member. […] The board was not"),
        ("She knew of the land", "She knew of […] the land"),
        ("controlled by a board member. The board was not informed",
         "controlled by a board member. […] The board was not informed"),
    ],
)  # fmt: skip
def test_numbers_between_the_words_are_omitted(words: str, mended: str) -> None:
    """Of a note, a page, a minute of a recording."""
    assert hint(words) == f"write […] also for a number or a sign between the words: {mended}"


def test_where_words_stand_between_they_are_shown() -> None:
    """A head of a page has letters, and which they are is for the author to see."""
    assert hint("The board was not informed until November.").endswith(
        "The board was not informed until »ANNUAL REPORT 2020 17 18 HARBOUR« November."
    )


def test_of_a_long_quote_the_place_that_differs_is_shown() -> None:
    """Only so many words are compared: those around the first that differ."""
    words = [f"word{n}" for n in range(300)]
    other = [*words[:250], "other", *words[251:]]
    assert "»word250«" in hint(" ".join(other), text=" ".join(words))


def left_out(words: str, language: str = "en", text: str = TEXT) -> list[str]:
    """What is said of a quote that is found and leaves something out."""
    read = ReadText.of("seeds/port.txt", text)
    spans = align(read.plain, words).spans
    assert spans, words
    assert len(list(pairwise(spans))) == len(parts_of(words)) - 1
    found = find_omissions(Quote("port", words, Location("x")), spans, read, language)
    return [f"{each.message} ({each.hint})" for each in found]


@pytest.mark.parametrize(
    ("words", "language", "denied"),
    [
        ("Calder did […] meet the builders", "en", "»not«"),
        ("Calder did […] meet the builders", "", "»not«"),
        ("The clerk, who […] be named", "en-GB", "»can't«"),
        ("她 […] 签", "zh", "»没有«"),
        ("Wir haben […] unterschrieben", "de", "»nichts«"),
        ("La mairesse […] signé", "fr", "»n'a pas«"),
        ("Él […] firmó", "es", "»jamás«"),
        ("Он […] подписывал", "ru", "»не«"),
        ("ثم […] توقع", "ar", "»لم«"),
    ],
)
def test_a_negation_that_is_left_out_is_shown(words: str, language: str, denied: str) -> None:
    """It turns what is said into its opposite."""
    others = "她没有签。 Wir haben nichts unterschrieben. La mairesse n'a pas signé. Él jamás firmó. Он не подписывал. ثم لم توقع."
    (told, *_) = left_out(words, language, TEXT + others)
    assert f"denies: {denied}" in told
    assert "'dossier check --record' settles it" in told


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Mayor Ada Calder did […] meet the builders", "de"),  # other words deny in German
        ("Mayor Ada Calder […] Her", "en"),  # so much that it denies something of its own
        ("Mayor […] Calder", "en"),
        ("She knew of […] the land", "en"),  # a minute, and nobody speaks
        ("Calder paid […] the debt", "en"),
        ("Calder pagó […] la deuda", "es"),
        ("Calder zahlte […] die Schuld", "de"),
        ("Calder left […] in May", "en"),
    ],
)
def test_what_is_left_out_else_is_the_authors_to_judge(words: str, language: str) -> None:
    """A warning at each omission would be read by nobody; phrases and numbers that begin so deny nothing."""
    phrases = (
        "Calder paid, without doubt, the debt. Calder pagó, sin embargo, la deuda. "
        "Calder zahlte, nicht zuletzt deshalb, die Schuld. Calder left No. 10 in May."
    )
    assert left_out(words, language, TEXT + phrases) == []


def test_parts_that_stand_far_from_each_other() -> None:
    """More than three hundred words apart they are rarely about one thing."""
    for count, is_told in ((300, False), (301, True)):
        text = f"The council voted {'word ' * count}to close the school."
        told = left_out("council voted […] to close", text=text)
        assert bool(told) is is_told
    (only,) = told
    assert only == (
        "this quote leaves out 301 words of 'port' at one place (look at seeds/port.txt:1:18, and make "
        "two quotes of it; where it says what the text says, 'dossier check --record' settles it)"
    )


TALK = """\
[00:01] INTERVIEWER: Did you take the money?
[00:05] MARSH (laughing): I took the train. READ ALSO: it is all there.
Q: And the mayor?
A: She took the money.
"""


def test_parts_that_two_people_said() -> None:
    """An answer is put together with another question; a line of capitals in an article is nobody's name."""
    assert "somebody else speaks" in left_out("I took the train. […] She took", text=TALK)[0]
    assert left_out("I took […] READ ALSO", text=TALK) == []
    article = "The mayor left.\nREAD ALSO: The harbour\nShe took the train.\n"
    assert left_out("The mayor left. […] She took the train", text=article) == []


def test_a_quote_that_was_recorded_is_settled(make_site: Any, run: Any) -> None:
    """It is said until somebody has looked and recorded it, and again when the quote is another."""
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    record = (
        f"title: Port\ntext: port.txt\ntext_sha256: {sha}\nlanguage: en\nexcerpts:\n"
        "  - id: a\n    quote: Calder did […] meet the builders\n"
    )
    files = {"content/sources/port.yml": record, "seeds/port.txt": TEXT}
    files["site_config.yml"] = "title: T\nquotation: {max_share: 1}\n"
    site = make_site(files)
    assert "port.yml:7:12: warning[quote-omission]" in run("check", "--site", site).stderr
    assert run("build", "--site", site).stderr.count("quote-omission") == 0
    assert "quote-omission" in run("check", "--record", "--site", site).stderr
    assert run("check", "--strict", "--site", site).stderr == ""
    path = site / "content/sources/port.yml"
    path.write_text(record.replace("the builders", "the builders in January"))
    assert "quote-omission" in run("check", "--site", site).stderr
