from policies.intake.lines import Received, numbered_lines
from policies.intake.read import read_file
from policies.parsing.boundaries import (
    BoundaryChange,
    BoundaryKind,
    BoundaryStep,
    joins,
    joins_above,
    parse_with_steps,
    read_steps,
    split_pieces,
)
from policies.parsing.document import ParsedDocument, parse_document
from policies.parsing.sentences import normalise
from tests.policies.intake import packages

TEXT = "\n".join(
    [
        *("绿谷市办法", "第一条 奖3万元！不重复；一年一次。先到先得。", "另有补贴的，从其", "规定执行。"),
        *("第二条 按第一条第", "（二）项办。"),
    ]
)


def received(text: str) -> Received:
    return Received(tuple(numbered_lines(text)), "txt")


def made(text: str, *steps) -> tuple[ParsedDocument, list[BoundaryStep]]:
    """A text after steps, each a function that picks one from what was read so far."""
    taken: list[BoundaryStep] = []
    parsed = parse_document(received(text))
    for step in steps:
        taken.append(step(parsed))
        parsed, fitted = parse_with_steps(received(text), "", taken)
        assert fitted == taken
        # Only boundaries move: every character stays.
        assert words(parsed) == words(parse_document(received(text)))
    return parsed, taken


def words(parsed: ParsedDocument) -> str:
    return "".join(normalise(line.text) for line in parsed.lines)


def join(path):
    return lambda parsed: joins(parsed)[path]


def split(path, number=0):
    def change(parsed):
        clause = next(one for one in parsed.clauses if one.path == path)
        return split_pieces(clause)[number][1]

    return change


def read(parsed: ParsedDocument) -> list[tuple[str, str, str]]:
    return [(one.path, one.place, one.text) for one in parsed.clauses]


def test_join_of_two_sentences_of_a_paragraph():
    parsed, _ = made(TEXT, join("1.1"))

    assert read(parsed)[:3] == [
        ("1.1", "第一条第一款第1句", "奖3万元！不重复；一年一次。"),
        ("1.2", "第一条第一款第2句", "先到先得。"),
        ("1.3", "第一条第二款第1句", "另有补贴的，从其"),
    ]
    assert [one.position for one in parsed.clauses] == [1, 2, 3, 4, 5]


def test_join_of_a_line_that_runs_on_counts_its_paragraphs_anew():
    parsed, _ = made(TEXT, join("1.4"))

    assert read(parsed)[3:5] == [
        ("1.4", "第一条第二款第1句", "另有补贴的，从其规定执行。"),
        ("2.2.1", "第二条第（二）项", "项办。"),
    ]


def test_join_of_a_paragraph_that_ends_with_a_full_stop():
    parsed, steps = made(TEXT, join("1.3"))

    assert read(parsed)[2:4] == [
        ("1.3", "第一条第一款第3句", "先到先得。另有补贴的，从其"),
        ("1.4", "第一条第二款第1句", "规定执行。"),
    ]
    assert [change.kind for change in steps[0].changes] == [BoundaryKind.LINE, BoundaryKind.JOIN]
    assert read_steps(str(steps[0])) == steps


def test_join_of_a_line_whose_numeral_was_taken_for_a_level():
    parsed, _ = made(TEXT, lambda before: joins_above(before)["2.2.1"])

    assert read(parsed)[-1] == ("2.1", "第二条", "按第一条第（二）项办。")
    assert joins_above(parsed) == {}


def test_split_of_a_sentence_and_joined_again():
    parsed, _ = made(TEXT, split("1.2"))

    assert read(parsed)[1:4] == [
        ("1.2", "第一条第一款第2句", "不重复；"),
        ("1.3", "第一条第一款第3句", "一年一次。"),
        ("1.4", "第一条第一款第4句", "先到先得。"),
    ]
    again, _ = made(TEXT, split("1.2"), join("1.2"))
    assert again.clauses == parse_document(received(TEXT)).clauses


def test_changes_of_both_kinds_together_and_as_a_record():
    parsed, changes = made(TEXT, split("1.2"), join("1.5"), join("1.1"))

    record = "\n".join(map(str, changes))
    again, fitted = parse_with_steps(received(TEXT), "", read_steps(record))

    assert (again, fitted) == (parsed, changes)
    assert read(again)[0][2] == "奖3万元！不重复；"


def test_changes_that_do_not_fit_change_nothing():
    parsed = parse_document(received(TEXT))
    mark = parsed.clauses[0].fingerprint[:12]
    wrong = [
        BoundaryChange(BoundaryKind.JOIN, "1.1", "0" * 12),
        BoundaryChange(BoundaryKind.JOIN, "9.9", mark),
        BoundaryChange(BoundaryKind.JOIN, "1.3", parsed.clauses[2].fingerprint[:12]),  # the next is another paragraph
        BoundaryChange(BoundaryKind.SPLIT, "1.1", mark, 99),
        BoundaryChange(BoundaryKind.LINE, "3", "0" * 12),
        BoundaryChange(BoundaryKind.LINE, "1.1", mark),
    ]

    same, fitted = parse_with_steps(received(TEXT), "", [BoundaryStep((one,)) for one in wrong])

    assert (same.clauses, fitted) == (parsed.clauses, [])


def test_last_sentence_joins_with_nothing():
    parsed = parse_document(received(TEXT))
    last = parsed.clauses[-1]

    _, fitted = parse_with_steps(
        received(TEXT), "", [BoundaryStep((BoundaryChange(BoundaryKind.JOIN, last.path, last.fingerprint[:12]),))]
    )

    assert fitted == []
    assert last.path not in joins(parsed)


def test_what_is_no_change_is_left_out_of_a_record():
    assert read_steps("take\n\njoin 1.1\nsplit x 000000000000 3\njoin 1.1 00000000000g") == []
    assert len(read_steps("join 1.1 000000000000\n" * 600)) == 500


def test_split_pieces_are_the_text():
    clause = parse_document(received("办法\n第一条 甲：（乙；）丙……丁 戊。“己！”")).clauses[0]

    pieces = split_pieces(clause)

    assert "".join(text for text, _ in pieces) == clause.text
    assert [text for text, _ in pieces] == ["甲：", "（乙；）", "丙……", "丁 ", "戊。"]
    assert pieces[-1][1] is None


def test_rows_of_a_table_join_and_are_never_split():
    rows = packages.table(["类别", "标准"], ["甲；乙", "2万元"], ["丙", "3万元"])
    file = read_file(packages.word(packages.paragraph("绿谷市办法"), packages.paragraph("一、标准如下表。"), rows))
    parsed = parse_document(file)
    row = next(one for one in parsed.clauses if one.place.endswith("行"))

    assert split_pieces(row) == [(row.text, None)]
    _, fitted = parse_with_steps(
        file, "", [BoundaryStep((BoundaryChange(BoundaryKind.SPLIT, row.path, row.fingerprint[:12], 3),))]
    )
    assert fitted == []
    joined, _ = parse_with_steps(file, "", [joins(parsed)[row.path]])
    assert joined.clauses[-1].text == row.text + parsed.clauses[-1].text
    assert joined.clauses[-1].place == row.place
    assert "1.1" not in joins(parsed)  # a paragraph and a row


def test_line_end_between_latin_letters_becomes_a_space():
    parsed, _ = made("Rules 办法\n一、事\n请登录 Green\nValley 平台。\n用 Green\n2 号。", join("1.1"), join("1.2"))

    assert [text for _, _, text in read(parsed)] == ["请登录 Green Valley 平台。", "用 Green 2 号。"]
