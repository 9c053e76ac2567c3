"""An employer's list of a month beside what it has open: matched, compared, recorded at once."""
