"""Read by every gunicorn that starts in this directory: the image's and the trial's."""

logger_class = "config.masking.MaskingLogger"
