"""The index: there, of this encoder, and up to the record."""

from kiemchung.errors import EncoderProblem, KiemchungError
from kiemchung.matching.index import IndexReader
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.running.doctor.finding import Finding, State, judge

_REBUILD = "Run: kiemchung-site reindex"


def is_there() -> Finding:
    try:
        size = _reader().snapshot().size
    except KiemchungError as error:
        return Finding("index", State.BAD, type(error).__name__, _REBUILD)
    return Finding("index", State.GOOD, f"{size:,} entries")


def follows_the_record() -> Finding:
    reached, wanted = _reader().snapshot().revision, site_library().store.revision
    return judge(
        "index and record",
        reached == wanted,
        f"index at revision {reached:,}, record at {wanted:,}",
        f"Wait a minute and look again. {_REBUILD}",
    )


def encoder_is_whole() -> Finding:
    library = site_library()
    try:
        _ = library.encoder
    except EncoderProblem as error:
        return Finding("encoder", State.BAD, library.encoder_name, str(error))
    return judge(
        "encoder",
        library.encoder_name != "fake",
        library.encoder_name,
        "fake knows no language: unset KIEMCHUNG_ENCODER, then run kiemchung-site reindex.",
        State.DOUBTFUL,
    )


def _reader() -> IndexReader:
    library = site_library()
    return IndexReader(library.index_folder, library.encoder.fingerprint)
