"""What the letters of this app say."""
