"""Writes a list's number as the page shows it: 一, 十二, IV, ②, a. Word and web pages have other names for the same styles."""

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LONGEST_LETTERS = 30  # as Word repeats letters: a … z, aa, bb …


def decimal(number: int) -> str:
    return str(number)


def han(number: int) -> str:
    """十二, 二十, 一百零五; a number of five digits is no list's and stays decimal."""
    return _in_words(number, _HAN, "十百千")


def _legal(number: int) -> str:
    return _in_words(number, _LEGAL, "拾佰仟")


def _in_words(number: int, digits: str, powers: str) -> str:
    if not 0 <= number < 10_000:
        return decimal(number)
    words = ""
    for power, digit in enumerate(reversed(str(number))):
        if digit != "0":
            words = digits[int(digit)] + ("", *powers)[power] + words
        elif words and words[0] != digits[0]:
            words = digits[0] + words
    ten = digits[1] + powers[0]
    if words.startswith(ten) and number < 20 and digits is _HAN:
        return words[1:]
    return words or digits[0]


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(abs(number)))


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(abs(number)))


def _roman(number: int) -> str:
    if not 0 < number < 4_000:
        return decimal(number)
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _letter(number: int) -> str:
    turns, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (turns + 1) if 0 <= turns < _LONGEST_LETTERS else decimal(number)


def _from(first: int, most: int) -> Callable[[int], str]:
    """Single characters that stand in a row from the code point of 1."""
    return lambda number: chr(first + number - 1) if 1 <= number <= most else decimal(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else decimal(number)


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "koreanCounting": han,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "none": lambda number: "",  # noqa: ARG005  the style shows no number
}


def numeral(number: int, style: str) -> str:
    """By Word's name of the style; one that is not known shows as a decimal."""
    return _STYLES.get(style, decimal)(number)
