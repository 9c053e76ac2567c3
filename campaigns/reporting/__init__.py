"""The reporting calendar: what is owed when; periods merged, approved, locked, published."""
