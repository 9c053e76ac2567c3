"""From which of several seats somebody acts."""
