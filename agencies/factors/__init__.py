"""Second factors and recovery codes, and renewing encrypted secrets when the key changes."""
