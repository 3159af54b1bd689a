"""Pages are sound, and lead to nothing that is not there."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from deconviz import paths
from deconviz.site import pages
from support import made_up_site
from support.html_page import Page
from support.made_up_site import HARD

GALLERY = ("index", "figures", "claims")
MADE_ELSEWHERE = ("libraries/", "variants/", "layers/")
every_page = pytest.mark.parametrize("name", paths.SITE_PAGES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        made_up_site.write_results()
        return place / made_up_site.write_site()


def page(site: Path, name: str) -> Page:
    return Page(site / f"{name}.html")


@every_page
def test_elements_are_closed_in_order_and_ids_are_unique(site: Path, name: str) -> None:
    read = page(site, name)
    assert read.unclosed == []
    ids = read.values("id")
    assert "main" in ids
    assert len(ids) == len(set(ids))


@every_page
def test_no_page_has_a_script_or_a_style_of_its_own(site: Path, name: str) -> None:
    read = page(site, name)
    assert all("src" in attributes for tag, attributes in read.elements if tag == "script")
    assert read.values("style") == []
    assert [tag for tag, _ in read.elements if tag == "style"] == []
    assert [key for _, attributes in read.elements for key in attributes if key[:2] == "on"] == []


@every_page
def test_every_address_is_in_the_folder(site: Path, name: str) -> None:
    read = page(site, name)
    addresses = [*read.values("href"), *read.values("src"), *read.values("srcset")]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme == "data" or parts.path.startswith(MADE_ELSEWHERE):
            continue
        assert (parts.scheme, parts.netloc) == ("", ""), address
        file = site / unquote(parts.path) if parts.path else site / f"{name}.html"
        assert file.is_file(), address
        if parts.fragment:
            assert parts.fragment in Page(file).values("id"), address


@every_page
def test_pictures_have_words_and_labels_name_what_there_is(site: Path, name: str) -> None:
    read = page(site, name)
    pictures = [attributes for tag, attributes in read.elements if tag == "img"]
    assert all(attributes.get("alt") for attributes in pictures)
    ids = set(read.values("id"))
    assert {label for labels in read.values("aria-labelledby") for label in labels.split()} <= ids


@pytest.mark.parametrize("name", GALLERY)
def test_words_are_shown_as_they_are(site: Path, name: str) -> None:
    assert HARD in page(site, name).text
    assert "<b>" not in (site / f"{name}.html").read_text(encoding="utf-8")


def test_a_card_names_its_claims_if_the_audit_has_them(site: Path) -> None:
    links = page(site, "index").values("href", "a")
    assert [link for link in links if link.startswith("claims.html#C")] == ["claims.html#C1"]


def test_captions_are_in_the_page_as_they_are_in_their_file(site: Path) -> None:
    [source] = page(site, "index").values("src", "track")
    kind, _, content = source.partition(";base64,")
    assert kind == "data:text/vtt"
    assert base64.b64decode(content) == (site / "films/Rain/Rain.vtt").read_bytes()


def test_the_light_film_comes_first_under_its_condition(site: Path) -> None:
    read = page(site, "index")
    videos = [
        (attributes["src"], attributes.get("media", ""))
        for tag, attributes in read.elements
        if tag == "source" and "src" in attributes
    ]
    assert videos == [
        ("films/Rain/Rain-light-web.mp4", "(prefers-color-scheme: light)"),
        ("films/Rain/Rain-web.mp4", ""),
    ]


def test_numbers_are_written_as_people_write_them(site: Path) -> None:
    text = page(site, "claims").text
    assert "−1.25 × 10−5" in text
    assert "−2.00 × 10−5 to 0.500" in text
    assert "3.00" in text


def test_a_claim_that_is_not_decided_says_what_it_lacks(site: Path) -> None:
    assert f"Not decided: {HARD}." in page(site, "claims").text


def test_a_site_with_nothing_to_show_has_all_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in paths.SITE_PAGES:
        pages.write(
            Path(f"{name}.html"), job=made_up_site.pages_job(), films=[], figures=[], claims=[]
        )
        assert Page(Path(f"{name}.html")).unclosed == []


@every_page
def test_the_code_is_linked_if_the_config_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "https://example.org/deconviz"
    job = made_up_site.pages_job(address)
    pages.write(Path(f"{name}.html"), job=job, films=[], figures=[], claims=[])
    assert address in Page(Path(f"{name}.html")).values("href", "a")
