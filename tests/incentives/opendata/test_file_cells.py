"""What a cell of a file holds, and how sizes are told."""

import io
from datetime import date

import openpyxl
import pytest

from incentives.opendata.files.listing import size_text
from incentives.opendata.files.table import inert
from incentives.opendata.files.writing import FileNote, write_xlsx


@pytest.mark.parametrize("text", ["=1+1", "+86 371", "-5", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1", "037100000000"])
def test_nothing_in_a_csv_is_a_formula(text):
    assert inert(text).startswith("'")


@pytest.mark.parametrize("value", [-5, 0, None, "1-2", "奖励=多", "0371-0000", "12345", date(2026, 1, 1)])
def test_numbers_dates_and_harmless_text_stay_as_they_are(value):
    assert inert(value) == value


def test_sizes_are_said_roughly():
    assert [size_text(n, "csv") for n in (0, 41, 100_000)] == ["约 1 KB", "约 66 KB", "约 160.0 MB"]


def test_cell_that_excel_could_not_hold_is_cut():
    target, about = io.BytesIO(), FileNote("甲", "乙", "丙", "2026-12-01", "长" * 40_000)

    write_xlsx([], about, target)

    assert len(openpyxl.load_workbook(target)["说明"]["B6"].value) == 32_767
