"""The site: where anyone asks and reads, on Django. It uses the library; never the reverse."""
