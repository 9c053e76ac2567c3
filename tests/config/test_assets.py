import re
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from config.assets import (
    ASSETS,
    FIGURE_WIDTH,
    PackageFinder,
    font_file,
    joined_scripts,
    joined_styles,
    subset_figures,
    subset_text,
)

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrst"
    "uùủũúụưừửữứựvxyỳỷỹýỵ₫–“”…«»·›"
)


def test_every_asset_is_found_and_listed():
    listed = {path: storage.path(path) for path, storage in PackageFinder().list(None)}
    assert listed == {path: finders.find(path) for path in ASSETS}


def test_a_font_is_the_same_bytes_each_time():
    assert subset_text(font_file(400)) == subset_text(font_file(400))


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_the_typeface_has_every_vietnamese_letter(weight):
    letters = TTFont(BytesIO(subset_text(font_file(weight)))).getBestCmap()
    assert [
        letter for letter in VIETNAMESE + VIETNAMESE.upper() if ord(letter) not in letters
    ] == []


def test_a_typeface_file_stays_under_20_kilobytes():
    assert max(len(ASSETS[path]()) for path in ASSETS if "be-vietnam-pro" in path) < 20_000


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_figures_of_tables_have_one_width(weight):
    font = TTFont(BytesIO(subset_figures(font_file(weight))))
    assert {font["hmtx"][name][0] for name in font.getBestCmap().values()} == {FIGURE_WIDTH}


def test_styles_begin_with_tokens_and_end_with_print():
    styles = joined_styles().decode()
    assert styles.startswith("/* Tokens first")
    assert styles.rindex("@page") > styles.rindex("@media screen")


def test_scripts_keep_their_names_in_blocks_of_their_own():
    scripts = joined_scripts().decode()
    assert re.findall(r"^(?:import|export)\b", scripts, re.MULTILINE) == []
    assert len(re.findall(r"^\{$", scripts, re.MULTILINE)) == len(
        list((settings.BASE_DIR / "static/portal/js").glob("*.js"))
    )


@pytest.mark.parametrize("suffix", ["css", "js"])
def test_own_lines_stay_under_900(suffix):
    own = (settings.BASE_DIR / "static").rglob(f"*.{suffix}")
    assert sum(len(path.read_text().splitlines()) for path in own) < 900


def test_colours_stand_in_the_tokens_only():
    sheets = (settings.BASE_DIR / "static/portal").rglob("*.css")
    stray = {
        sheet.name: found
        for sheet in sheets
        if sheet.name != "tokens.css"
        and (found := set(re.findall(r"#[0-9a-f]{3,6}\b", sheet.read_text())) - {"#fff", "#000"})
    }
    assert stray == {}
