"""The register of personal data, made of what the models declare."""
