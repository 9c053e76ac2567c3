"""What the letters of this app say; the registry knows them (portal_parts)."""
