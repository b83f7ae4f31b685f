"""Files that are sent along: no page takes any."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoFiles(FileUploadHandler):
    """Drops every file as it comes, so that none is ever spooled to the disk.

    Django's own limit does not count files; here a post with files may be as long as one without.
    """

    def handle_raw_input(
        self, input_data: object, META: object, content_length: int, boundary: object, *_: object
    ) -> None:
        if content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig

    def new_file(self, *_: object, **__: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
