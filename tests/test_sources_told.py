"""What of a collection is no document, and what is left out: told where a cable may be lost with it."""

from __future__ import annotations

import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.batch_corpus import cable, names_in

DIGEST = sha256(b"").hexdigest()

# Lists of checksums

LISTS = {
    "SHA256SUMS": f"{DIGEST}  1.txt\n",
    "sha256sum.txt": f"{DIGEST} *1.txt\r\n{DIGEST} *2.txt\r\n",
    "MD5SUMS": f"# of the archive\n\n{DIGEST[:32]}  1.txt\n",
    "1.txt.sha256": f"{DIGEST}  1.txt\n",
    "1.txt.md5": f"{DIGEST[:32]}\n",
    "1.txt.sha512": f"SHA512 (1.txt) = {DIGEST * 2}\n",
    "manifest-sha256.txt": f"{DIGEST} data/1.txt\n" * 20,
    "checksums.txt": f"\\{DIGEST}  odd\\nname\n",
}
DOCUMENTS = {
    "SHA256SUMS": "UNCLAS TESTVILLE 1\n",
    "MD5SUMS": f"{DIGEST[:32]}  1.txt\nUNCLAS TESTVILLE 1\n\n",
    "1.sha256": "",
    "notes.txt": f"{DIGEST}  1.txt\n",
    "manifest.txt": f"{DIGEST}  1.txt\n",
    "2.txt.sha1": f"{DIGEST[:39]}  2.txt\n",
    "3.md5": "# nothing but a remark\n",
}


def packed(folder: Path, suffix: str) -> Path:
    """A folder as it is, or in an archive."""
    path = folder.with_suffix(suffix)
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
    elif suffix == ".tar":
        with tarfile.open(path, "w") as tape:
            for file in sorted(folder.iterdir()):
                tape.add(file, file.name)
    return path


@pytest.mark.parametrize("suffix", ["", ".zip", ".tar"])
def test_lists_of_checksums_are_no_documents(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_bytes(cable(1))
    for name, text in LISTS.items():
        (folder / name).write_text(text, newline="")
    assert names_in(packed(folder, suffix)) == ["1.txt"]
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
    assert names_in(packed(folder, suffix)) == sorted(["1.txt", *DOCUMENTS])


def test_a_list_that_is_named_is_read(tmp_path: Path) -> None:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text)
        assert names_in(tmp_path / name) == [name]
