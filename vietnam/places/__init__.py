"""Places: provinces through time, wards and industrial parks, and people by home province."""
