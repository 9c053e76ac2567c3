"""An employer's own vacancies: found, added up, taken out as Excel, and acted on many at once."""
