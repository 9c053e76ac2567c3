"""Second factors and recovery codes, and renewing what is encrypted when the key changes."""
