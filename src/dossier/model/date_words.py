"""Dates in plain words of a language, and in the form of HTML's `<time>`."""

from __future__ import annotations

from dossier.model.date_tables import DateWords
from dossier.model.dates import CalendarDate, EdtfDate, MissingEnd, Precision


def in_words(date: EdtfDate, words: DateWords) -> str:
    """The date in plain words, such as "about July 2024"; it is text, not HTML."""
    start, end = date.start, date.end
    if isinstance(start, MissingEnd):
        assert isinstance(end, CalendarDate), "one end of an interval is a date"
        unknown = [words.start_unknown] if start is MissingEnd.UNKNOWN else []
        return _in_words(end, words, words.until, unknown)
    if isinstance(end, MissingEnd):
        if end is MissingEnd.UNKNOWN:
            return _in_words(start, words, words.from_, [words.end_unknown])
        return _in_words(start, words, words.since)
    if end is None:
        return _in_words(start, words)
    text = words.span.format(
        start=_in_words(start, words),
        end=_in_words(end, words),
        the_start=_in_words(start, words, "{date}"),
        the_end=_in_words(end, words, "{date}"),
    )
    return _contracted(text, words)


def after_preposition(date: EdtfDate, words: DateWords) -> str:
    """The date as it stands in a sentence after "since" or "until": "the 2010s", "el 3 de mayo".

    An interval, which brings prepositions of its own, is as it stands alone.
    """
    if date.end is not None or isinstance(date.start, MissingEnd):
        return in_words(date, words)
    return _in_words(date.start, words, "{date}")


def _contracted(text: str, words: DateWords) -> str:
    for apart, together in words.contractions:
        text = text.replace(apart, together)
    return text


def _in_words(
    date: CalendarDate, words: DateWords, preposition: str = "", more_notes: list[str] | None = None
) -> str:
    article, phrase = _article_and_name(date, words)
    if date.approximate:
        about = words.about_after if preposition else words.about
        article, phrase = "", _contracted(about.format(date=article + phrase), words)
    if preposition:
        phrase = preposition.format(date=article + phrase)
    notes = _notes(date, words) + (more_notes or [])
    return f"{phrase} ({', '.join(notes)})" if notes else phrase


def _notes(date: CalendarDate, words: DateWords) -> list[str]:
    """What the date itself leaves out, for the brackets behind it."""
    notes = []
    if date.precision is Precision.MONTH and date.month is None:
        notes.append(words.month_unknown)
    elif date.precision is Precision.DAY and date.day is None:
        notes.append(words.day_unknown if date.month else words.month_and_day_unknown)
    return notes + [words.uncertain] * date.uncertain


def _article_and_name(date: CalendarDate, words: DateWords) -> tuple[str, str]:
    year = _year_in_words(date.year, words)
    if date.precision is Precision.CENTURY and date.year >= 0:
        return words.century_article, words.centuries[date.year // 100]
    if date.precision is Precision.DECADE and date.year >= 100:
        return words.decade_article, words.decade.format(year=date.year)
    if date.precision in (Precision.CENTURY, Precision.DECADE):
        # Nobody says "the 10s" of the first century, and before Christ decades run backwards.
        last = _year_in_words(date.latest[0], words)
        return "", words.between.format(start=year, end=last)
    if date.season is not None:
        season = words.seasons[date.season - 21]
        text = words.season.format(season=season, year=year)
        return words.season_articles[date.season - 21], text
    if date.month is None:
        return "", year
    month = words.months[date.month - 1]
    if date.day is None:
        return "", words.month.format(month=month, year=year)
    text = words.day.format(day=date.day, month=month, year=year)
    if date.time:
        zone = " UTC" + date.zone.removeprefix("Z") if date.zone else ""
        text = f"{text}, {date.time}{zone}"
    return words.day_article, text


def _year_in_words(year: int, words: DateWords) -> str:
    if year <= 0:
        return words.before_christ.format(year=1 - year)
    return words.anno_domini.format(year=year) if year < 1000 else str(year)


def html_datetime(date: EdtfDate) -> str | None:
    """The `datetime` of an HTML `<time>`, or None where HTML has no form for such a date.

    HTML has years from 1, months, days and times (HTML Living Standard, 4.5.14), so intervals,
    seasons, decades and `XX` have none. `?`, `~` and `%` are left out: the words have to say them.
    """
    only = date.start
    if date.is_interval or isinstance(only, MissingEnd) or only.year < 1:
        return None
    if only.precision is Precision.YEAR:
        return f"{only.year:04}"
    if only.precision is Precision.MONTH and only.month:
        return f"{only.year:04}-{only.month:02}"
    if only.month and only.day:
        day = f"{only.year:04}-{only.month:02}-{only.day:02}"
        return f"{day}T{only.time}{only.zone}" if only.time else day
    return None
