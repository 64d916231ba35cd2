"""Files of profiles in and out: bad rows with line and reason, good rows in, the same again changes nothing."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.access import Viewer
from assistant.app import Assistant
from assistant.catalogue.exporting import write_profiles
from assistant.catalogue.importing import read_profiles
from assistant.catalogue.keep import Row
from assistant.errors import InputError
from assistant.profile import Profile
from tests.catalogue.conftest import make_profile, write_rows
from tests.conftest import SHARED

OFFERS = SHARED / "offers"
needs_offers = pytest.mark.skipif(not OFFERS.is_dir(), reason="the shared data are not here")


def no_sectors(_text: str, _language: str) -> Sequence[str]:
    return ()


def read(path: Path, form: str | None = None, mapping: str | None = None) -> list[Row]:
    return list(read_profiles(path, form, Path(mapping) if mapping else None, no_sectors))


RICH = make_profile(
    id="offer-rich",
    title={"en": "=cmd|' /C calc'!A0", "zh": "海水淡化膜", "ar": "غشاء لتحلية مياه البحر"},
    summary={"en": 'A "membrane", with commas;\nand a second line', "zh": "膜", "ar": "غشاء"},
    description={"en": "-5 °C to +60 °C"},
    advantages={"en": "@home and 'quoted'"},
    ipc=["C02F 1/44", "B01D"],
    nace=["E36.00"],
    sdg=[6, 13],
    ip_numbers=["CN202310123456.7"],
    licence_types=["exclusive", "non_exclusive"],
    target_countries=["OM", "AE"],
    excluded_countries=["KP"],
    partner={"role": {"en": "A plant builder"}, "kinds": ["company"], "sizes": ["small", "medium"]},
    funding_sought={"amount": 250000, "currency": "USD"},
    export_control={"status": "not_listed", "checked_on": "2026-05-01"},
    evidence={"technology": ["test report 2026-03"], "ip": ["patent certificate"]},
    region="SA-01",
    visibility="member",
    sample=True,
)
CHALLENGE = make_profile(
    id="challenge-x",
    type="challenge",
    trl_min=3,
    trl_max=6,
    challenge={
        "kind": "theoretical",
        "award": {"amount": 10000, "currency": "EUR"},
        "deadline": "2027-03-01",
        "criteria": {"en": "Cost and yield"},
        "ip_terms": {"en": "Rights stay with the solver"},
    },
)
RESEARCH = make_profile(
    id="research-x",
    type="research_request",
    research={"programme": {"en": "Horizon"}, "call_id": "H-1", "call_deadline": "2027-02-01", "coordinator_required": True},
)
ANONYMOUS = make_profile(id="offer-hidden", anonymous=True, region="SA-02", ip_numbers=["SA 1234"])


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_what_is_exported_comes_back_the_same(tmp_path: Path, form: str) -> None:
    profiles = [RICH, CHALLENGE, RESEARCH, make_profile()]
    file = tmp_path / f"all.{form}"
    assert write_profiles(lambda: iter(profiles), file, form) == len(profiles)
    assert [row.profile for row in read(file)] == profiles


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"all.{form}"
    write_profiles(lambda: iter([RICH]), file, form)
    if form == "csv":
        with file.open(encoding="utf-8-sig", newline="") as table:
            cells = [cell for row in csv.reader(table) for cell in row]
    else:
        sheet = openpyxl.load_workbook(file).worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in found} == {"s"}
        cells = [str(cell.value) for cell in found]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "een"])
def test_an_anonymous_profile_leaves_without_its_organisation(tmp_path: Path, form: str) -> None:
    file = tmp_path / "all.out"
    write_profiles(lambda: iter([ANONYMOUS]), file, form)
    rows = read(file, form)
    assert rows[0].profile is not None
    assert rows[0].profile.organisation.name == {"en": "anonymous"}
    assert rows[0].profile.ip_numbers == []
    assert rows[0].profile.region is None


def test_the_een_layout_goes_out_and_in(tmp_path: Path) -> None:
    file = tmp_path / "een.csv"
    offer = make_profile(ipc=["C02F 1/44"], sdg=[6], target_countries=["OM"], description={"en": "Long"}, ip_numbers=["SA 1"])
    write_profiles(lambda: iter([offer, RESEARCH]), file, "een")
    with file.open(encoding="utf-8-sig", newline="") as table:
        first = next(csv.DictReader(table))
    assert (first["Reference"], first["Stage of development"], first["Type of partnership"]) == ("offer-test", "TRL 6", "licence")
    back = [row.profile for row in read(file, "een")]
    assert back[0] is not None
    assert back[1] is not None
    same = ("id", "type", "trl", "ip", "cooperation", "country", "ipc", "sdg", "target_countries", "organisation", "valid_until")
    assert {name: getattr(back[0], name) for name in same} == {name: getattr(offer, name) for name in same}
    assert back[0].title == {"en": offer.title["en"]}
    assert back[1].research == RESEARCH.research


def test_a_foreign_een_table_is_read_with_its_contacts_apart(tmp_path: Path) -> None:
    file = tmp_path / "foreign.csv"
    columns = {
        "Reference": "TOPL20261101", "Profile type": "Technology offer", "Language": "pl", "Title": "Membrana", "Summary": "Opis",
        "Stage of development": "TRL 7", "IPR status": "patent_granted; know_how", "Country": "PL",
        "Type of partnership": "licence;joint_rd", "Organisation": "Firma", "Organisation type": "company", "Sectors": "water",
        "Publication date": "2026-01-01", "Update date": "2026-02-01", "Valid until": "2027-01-01", "Source": "EEN",
        "Contact": "jan@firma.example",
    }  # fmt: skip
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(columns))
        writer.writeheader()
        writer.writerow(columns)
    row = read(file, "een")[0]
    assert row.reason is None
    assert row.contact == "jan@firma.example"
    assert row.profile is not None
    assert (row.profile.title, row.profile.original_language, row.profile.trl) == ({"pl": "Membrana"}, "pl", 7)
    assert row.profile.cooperation == ["licence", "joint_rd"]
    assert "jan@firma.example" not in row.profile.model_dump_json()


BAD: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda row: row.pop("country"), "country: Field required"),
    (lambda row: row.update(country="Saudi Arabia"), "country: "),
    (lambda row: row.update(trl=12), "trl: "),
    (lambda row: row.update(colour="blue"), "colour: "),
    (lambda row: row.update(title={"zh": "膜"}), "lack the original language 'en'"),
    (lambda row: row.update(valid_until="2020-01-01"), "dates must be in order"),
    (lambda row: row.update(type="technology_request"), "a need has trl_min and trl_max instead of trl"),
    (lambda row: row.update(type="challenge", trl=None), "has terms of a challenge"),
    (lambda row: row.update(cooperation=[]), "cooperation: "),
    (lambda row: row.update(target_countries=["OM"], excluded_countries=["OM"]), "both wanted and excluded"),
]


@pytest.mark.parametrize(("spoil", "reason"), BAD)
def test_a_bad_row_is_rejected_with_its_line_and_its_reason(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], reason: str
) -> None:
    good = make_profile().model_dump(mode="json", exclude_defaults=True)
    bad = json.loads(json.dumps(good))
    spoil(bad)
    rows = read(write_rows(tmp_path / "mixed.jsonl", [good, bad]))
    assert rows[0].profile is not None
    assert (rows[1].line, rows[1].profile) == (2, None)
    assert reason in (rows[1].reason or "")


@pytest.mark.parametrize("raw", [b"{not json}", b"\xff\xfe", b"[" * 100_000, b"[1]"])
def test_a_line_that_is_no_record_is_rejected_and_the_next_is_read(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "broken.jsonl"
    good = json.dumps(make_profile().model_dump(mode="json", exclude_defaults=True)).encode()
    file.write_bytes(raw + b"\n\n" + good + b"\n")
    rows = read(file)
    assert [(row.line, row.profile is None) for row in rows] == [(1, True), (3, False)]
    assert rows[0].reason in {"not JSON in UTF-8", "not a JSON object"}


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"no workbook"), ("a.csv", b"\xff\xfe\x00"), ("a.json", b"{}")])
def test_a_file_that_is_none_of_its_kind_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError):
        read(tmp_path / name)


def test_a_row_with_more_cells_than_columns_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("id,type\na,technology_offer,surplus\n", encoding="utf-8")
    assert [(row.line, row.reason) for row in read(tmp_path / "wide.csv")] == [(2, "more cells than columns")]


def test_good_rows_go_in_beside_bad_ones_and_the_same_again_changes_nothing(partners: Assistant, tmp_path: Path) -> None:
    good = make_profile()
    file = write_rows(
        tmp_path / "mixed.jsonl",
        [good, {**make_profile(id="b").model_dump(mode="json"), "trl": 0}, good, make_profile(id="c")],
        contact="someone@example.org",
    )
    first = partners.import_profiles(file)
    assert (first.added, first.updated, first.unchanged) == (2, 0, 0)
    assert [rejected.line for rejected in first.rejected] == [2, 3]
    assert first.rejected[1].reason == "the id 'offer-test' stands in line 1 already"
    generation = partners.catalogue.store.generation()
    second = partners.import_profiles(file)
    assert (second.added, second.updated, second.unchanged, len(second.rejected)) == (0, 0, 2, 2)
    assert partners.catalogue.store.generation() == generation
    third = partners.import_profiles(write_rows(tmp_path / "new.jsonl", [make_profile(trl=7)]))
    assert (third.added, third.updated, third.unchanged) == (0, 1, 0)
    assert partners.catalogue.service.profile("offer-test").trl == 7
    assert partners.catalogue.store.contact("offer-test") == "someone@example.org"  # a row without a contact takes none away


def test_contacts_are_in_no_vector_no_word_and_no_export(partners: Assistant, tmp_path: Path) -> None:
    secret = "zanzibarmembranes@example.org"
    partners.import_profiles(write_rows(tmp_path / "a.jsonl", [make_profile(id="plain")]))
    partners.import_profiles(write_rows(tmp_path / "b.jsonl", [make_profile(id="kept")], contact=secret))
    store, board = partners.catalogue.store, partners.catalogue.service.board(Viewer("staff"))
    vectors = store.vectors_of(["plain", "kept"], partners.encoder.name)
    assert (vectors["plain"] == vectors["kept"]).all()
    assert board.word_index.scores(["zanzibarmembranes"], "en").max() == 0
    for form in ("jsonl", "csv", "een"):
        write_profiles(lambda: partners.catalogue.service.profiles(Viewer("staff")), tmp_path / "out", form)
        assert "zanzibar" not in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_mapping_file_that_is_wrong_says_where(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", [make_profile()])
    bad = tmp_path / "bad.toml"
    bad.write_text('format = "jsonl"\nid = "{id}"\n[fields]\n"title.en" = { form = "title" }\n', encoding="utf-8")
    with pytest.raises(InputError, match="wrong at fields"):
        read(file, mapping=str(bad))
    with pytest.raises(InputError, match="cannot be read"):
        read(file, mapping=str(tmp_path / "missing.toml"))


def test_a_mapping_file_of_ones_own_reads_a_foreign_table(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'format = "csv"\nid = "shop-{No}"\n[defaults]\ntype = "technology_offer"\noriginal_language = "en"\n'
        'sectors = ["water"]\ncooperation = ["licence"]\nsource = "A shop"\nvalid_until = "2030-01-01"\n'
        '"organisation.kind" = "company"\n'
        '[fields]\n"title.en" = { from = "Name", most = 20 }\n"summary.en" = "Text"\n"organisation.name.en" = "Firm"\n'
        'country = { from = "Land", values = { Kenia = "KE" }, default = "CN" }\npublished = "Day"\nupdated = "Day"\n'
        'trl = { from = "Ripe", values = { yes = 8 } }\nsdg = { from = "Goals", split = "/" }\n',
        encoding="utf-8",
    )
    (tmp_path / "shop.csv").write_text(
        "No,Name,Text,Firm,Land,Day,Ripe,Goals\n"
        "https://shop.example/item/7,A pump that pumps water uphill,Pumps,Acme,Kenia,2026-01-01,yes,6/7\n",
        encoding="utf-8",
    )
    row = read(tmp_path / "shop.csv", mapping=str(tmp_path / "own.toml"))[0]
    assert row.profile is not None, row.reason
    assert (row.profile.id, row.profile.country, row.profile.trl, row.profile.sdg) == ("shop-7", "KE", 8, [6, 7])
    assert row.profile.title["en"] == "A pump that pumps …"


@needs_offers
@pytest.mark.parametrize(
    ("name", "mapping", "kind", "with_a_text"),
    [
        ("sbir_offers.jsonl", "sbir_offers", "technology_offer", 1996),
        ("sbir_needs.jsonl", "sbir_needs", "technology_request", 418),
        ("nasa_software_catalog.json", "nasa_software", "technology_offer", 600),
    ],
)
def test_the_maps_that_come_with_the_assistant_read_their_tables(name: str, mapping: str, kind: str, with_a_text: int) -> None:
    rows = read(OFFERS / name, mapping=mapping)
    good: list[Profile] = [row.profile for row in rows if row.profile is not None]
    assert {profile.type for profile in good} == {kind}
    assert all(row.reason for row in rows if row.profile is None)
    assert len({profile.id for profile in good}) >= 0.97 * len(good)  # NASA lists some twice
    assert len(good) == with_a_text
