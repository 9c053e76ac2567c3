"""What a seat must do, late first."""
