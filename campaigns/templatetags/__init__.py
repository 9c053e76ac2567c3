"""What templates of this app print: states, amounts, links."""
