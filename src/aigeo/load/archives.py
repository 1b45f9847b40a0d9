"""Zip archives as folders: many publishers pack their tables together."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path, PurePosixPath

from aigeo.errors import InputError
from aigeo.load.opening import FREE_BYTES, MAX_RATIO, MAX_UNPACKED

ZIP_MAGIC = b"PK\x03\x04"
MAX_MEMBERS = 20_000
CHUNK = 1 << 20
OFFICE = (".xlsx", ".xlsm", ".ods", ".docx", ".odt", ".pptx", ".numbers", ".epub")
OFFICE_PARTS = ("xl/", "ppt/", "word/", "mimetype")
"""Members of office files, which are zip archives too but hold no tables of text."""


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive of files, and not an office document."""
    with path.open("rb") as raw:
        if raw.read(len(ZIP_MAGIC)) != ZIP_MAGIC or path.suffix.lower() in OFFICE:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(n.startswith(OFFICE_PARTS) for n in archive.namelist()[:50])
    except (zipfile.BadZipFile, NotImplementedError):
        return True  # damaged: unpacking it says so


def unpacked(path: Path, cache: Path) -> Path:
    """Unpack a zip archive into the cache, once for the same bytes; give the folder.

    Members keep their folders; links, hidden files and names that lead out of the archive are
    passed over. Raises InputError for an archive that is damaged, has a password or more than
    20,000 files, or unpacks to over 200 times its size (beyond 64 MiB) or over 16 GiB.
    """
    with path.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()[:24]
    folder = cache / "archives" / digest
    if folder.is_dir():
        return folder
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with zipfile.ZipFile(path) as archive:
            _extract(archive, path, partial)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise InputError(
            f"the archive cannot be unpacked: {error}", path=path, hint="download it again"
        ) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    with suppress(OSError):
        partial.rename(folder)
    return folder


def _extract(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(f"the archive holds over {MAX_MEMBERS:,} files", path=path)
    limit = min(MAX_UNPACKED, max(FREE_BYTES, MAX_RATIO * path.stat().st_size))
    size = 0
    folder.mkdir(parents=True)
    for member in members:
        place = _place(member)
        if place is None:
            continue
        if member.flag_bits & 1:
            raise InputError(
                "the archive has a password", path=path, hint="unpack it and load its files"
            )
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("wb") as out:
            while chunk := packed.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise InputError(
                        f"the archive unpacks to more than {MAX_RATIO} times its size; not read",
                        path=path,
                        hint="unpack it yourself when you trust it",
                    )
                out.write(chunk)


def _place(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """Give where a member goes below the folder; None for what is no plain visible file."""
    place = PurePosixPath(member.filename.replace("\\", "/"))
    link = (member.external_attr >> 16) & 0o170000 == 0o120000
    odd = place.is_absolute() or ":" in place.parts[0] if place.parts else True
    hidden = any(part.startswith((".", "__MACOSX")) or "\0" in part for part in place.parts)
    return None if member.is_dir() or link or odd or hidden else place
