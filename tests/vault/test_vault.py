"""Keys lie where nobody else reads them; two shares open what neither opens; what was destroyed stays destroyed."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gotravel.domain.audit_checkpoint import AuditCheckpoint
from gotravel.domain.errors import CannotStart, InvalidInput, NotPermitted
from gotravel.domain.law_version import LawSignature, Part
from gotravel.domain.sealed_past import Certificate
from gotravel.vault import certificates, checkpoints, signatures
from gotravel.vault.keys import Keys, approver_share
from gotravel.vault.record_keys import RecordKeys
from gotravel.vault.sealing import Batch, lock, open_outer, open_record, seal, unlock
from tests.builders import NOON, an_id

UNIT, APPROVER = X25519PrivateKey.generate(), X25519PrivateKey.generate()
SIGNING = Ed25519PrivateKey.generate()
ABOUT, OTHER = an_id("a record").bytes, an_id("another").bytes
KEY, BATCH = bytes(range(32)), an_id("batch")


# Keys -------------------------------------------------------------------------------------------------------------------
def test_private_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    Keys.in_folder(tmp_path / "keys")
    for name in ("unit-share", "approver-share", "signing"):
        assert stat.S_IMODE((tmp_path / "keys" / name).stat().st_mode) == 0o600


def test_keys_are_made_once(tmp_path: Path) -> None:
    first, second = Keys.in_folder(tmp_path / "keys"), Keys.in_folder(tmp_path / "keys")
    assert first.unit.private_bytes_raw() == second.unit.private_bytes_raw()
    assert first.signing.private_bytes_raw() == second.signing.private_bytes_raw()


def test_the_approvers_share_is_carried_away_and_not_made_anew(tmp_path: Path) -> None:
    before = Keys.in_folder(tmp_path / "keys").approver_public.public_bytes_raw()
    (tmp_path / "keys" / "approver-share").rename(tmp_path / "carried")
    after = Keys.in_folder(tmp_path / "keys").approver_public.public_bytes_raw()
    assert before == after == approver_share(tmp_path / "carried").public_key().public_bytes_raw()
    assert not (tmp_path / "keys" / "approver-share").exists()
    with pytest.raises(CannotStart):
        approver_share(tmp_path / "keys" / "approver-share")


@pytest.mark.parametrize("name", ["unit-share", "signing"])
def test_a_damaged_key_is_said_and_never_replaced(tmp_path: Path, name: str) -> None:
    Keys.in_folder(tmp_path / "keys")
    (tmp_path / "keys" / name).write_bytes(b"damaged")
    with pytest.raises(CannotStart, match=name):
        Keys.in_folder(tmp_path / "keys")
    assert (tmp_path / "keys" / name).read_bytes() == b"damaged"


# Sealing ----------------------------------------------------------------------------------------------------------------
@given(st.binary(max_size=4000))
def test_both_shares_and_the_records_key_give_back_what_went_in(plain: bytes) -> None:
    batch = Batch(BATCH, UNIT.public_key(), APPROVER.public_key())
    sealed = batch.seal(plain, ABOUT, KEY)
    half = open_outer(sealed, ABOUT, BATCH, batch.for_approver, APPROVER)
    assert open_record(half, ABOUT, KEY, (BATCH, batch.for_unit), UNIT) == plain


@pytest.mark.parametrize(
    ("about", "number", "share"),
    [
        pytest.param(OTHER, BATCH, APPROVER, id="for another record's name"),
        pytest.param(ABOUT, an_id("another batch"), APPROVER, id="for another batch"),
        pytest.param(ABOUT, BATCH, UNIT, id="with the unit's share"),
    ],
)
def test_the_outer_seal_stays_shut(about: bytes, number: UUID, share: X25519PrivateKey) -> None:
    batch = Batch(BATCH, UNIT.public_key(), APPROVER.public_key())
    sealed = batch.seal(b"a person", ABOUT, KEY)
    with pytest.raises(NotPermitted):
        open_outer(sealed, about, number, batch.for_approver, share)


def test_two_records_of_a_batch_share_no_key() -> None:
    batch = Batch(BATCH, UNIT.public_key(), APPROVER.public_key())
    first, second = batch.seal(b"same", ABOUT, KEY), batch.seal(b"same", OTHER, KEY)
    half = open_outer(first, ABOUT, BATCH, batch.for_approver, APPROVER)
    assert first != second
    with pytest.raises(NotPermitted):
        open_record(half, OTHER, KEY, (BATCH, batch.for_unit), UNIT)


def test_unreadable_bytes_are_sealed_for_both_in_turn() -> None:
    sealed = seal(b"unreadable", ABOUT, UNIT.public_key(), APPROVER.public_key())
    assert b"unreadable" not in sealed


@given(st.integers(min_value=0, max_value=60))
def test_any_changed_byte_is_noticed(place: int) -> None:
    locked = bytearray(lock(b"a person of some length, say this", ABOUT, KEY))
    locked[place] ^= 1
    with pytest.raises(NotPermitted):
        unlock(bytes(locked), ABOUT, KEY)


# Keys of records and days ---------------------------------------------------------------------------------------------------
def test_a_destroyed_key_is_overwritten_and_its_file_goes_with_the_last(tmp_path: Path) -> None:
    keys = RecordKeys(tmp_path)
    made = keys.make(BATCH, 3)
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    assert keys.destroy([(BATCH, 1)]) == 1
    assert [keys.key(BATCH, slot) for slot in range(4)] == [made[0], None, made[2], None]
    assert made[1] not in file.read_bytes()
    assert keys.destroy([(BATCH, 0), (BATCH, 1), (BATCH, 2)]) == 2
    assert not file.exists()


def test_the_key_of_a_day_that_is_over_is_never_made_again(tmp_path: Path) -> None:
    keys, day = RecordKeys(tmp_path), date(2026, 1, 5)
    assert keys.day(day) == keys.day(day)
    assert keys.destroy_days_until(day) == 1
    assert keys.day(day) is None
    assert keys.day(date(2026, 1, 4)) is None
    assert keys.day(date(2026, 1, 6)) is not None


# What is signed -----------------------------------------------------------------------------------------------------------
CHECKPOINT = AuditCheckpoint(7, "aa", 1, "bb", "2026-11-25")


def test_a_checkpoint_is_added_once_and_any_edit_is_noticed(tmp_path: Path) -> None:
    file, made = tmp_path / "outside.jsonl", checkpoints.signed(CHECKPOINT, SIGNING)
    assert checkpoints.append(file, [made]) == 1
    assert checkpoints.append(file, [made]) == 0
    assert checkpoints.read(file, SIGNING.public_key()) == (made,)
    file.write_bytes(file.read_bytes().replace(b'"aa"', b'"ac"'))
    with pytest.raises(InvalidInput, match="Line 1"):
        checkpoints.read(file, SIGNING.public_key())


@pytest.mark.parametrize("raw", [b"no json\n", b"\xff\xfe\n", b'{"event": 1}\n'])
def test_a_file_that_is_none_of_checkpoints_is_said(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(InvalidInput):
        checkpoints.read(tmp_path / "x", SIGNING.public_key())


def test_a_certificate_holds_no_name_and_any_edit_is_noticed() -> None:
    plain = Certificate(an_id("c"), NOON, "eu-pnr", "1.0.0", 2, 1, 1, 0, 3, date(2026, 5, 1), NOON, NOON, "00")
    raw = certificates.signed(plain, SIGNING)
    assert certificates.read(raw, SIGNING.public_key()).travellers == 2
    for edited in (raw.replace(b": 2", b": 3", 1), raw.replace(b"eu-pnr", b"eu-pnz"), b"{}", b""):
        with pytest.raises(InvalidInput):
            certificates.read(edited, SIGNING.public_key())
    with pytest.raises(InvalidInput):
        certificates.read(raw, Ed25519PrivateKey.generate().public_key())


def test_a_signature_under_the_law_is_of_one_text_and_one_part() -> None:
    public = SIGNING.public_key().public_bytes_raw()
    told = LawSignature(Part.APPROVER, an_id("officer"), public, signatures.sign("text", Part.APPROVER, SIGNING), NOON)
    assert signatures.holds("text", told)
    assert not signatures.holds("other text", told)
    assert not signatures.holds("text", msgspec.structs.replace(told, part=Part.DPO))
    assert not signatures.holds("text", msgspec.structs.replace(told, public=bytes(32)))


def test_an_own_key_is_never_written_over(tmp_path: Path) -> None:
    signatures.own_key(tmp_path / "mine", make=True)
    with pytest.raises(InvalidInput):
        signatures.own_key(tmp_path / "mine", make=True)
    with pytest.raises(InvalidInput):
        signatures.own_key(tmp_path / "none")
