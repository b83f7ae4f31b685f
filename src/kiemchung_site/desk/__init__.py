"""The desk: where members take claims up, check them and publish. A face: no models."""
