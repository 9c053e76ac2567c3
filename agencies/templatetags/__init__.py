"""What templates of this app print: days, states, badges, people."""
