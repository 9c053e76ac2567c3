"""What templates of this app print: addresses of signed links, states of answers."""
