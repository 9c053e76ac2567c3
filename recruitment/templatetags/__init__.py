"""What templates of this app print: wages, places, states."""
