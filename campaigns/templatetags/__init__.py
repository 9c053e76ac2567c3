"""What templates of this app print: goals, figures, changes, states of periods."""
