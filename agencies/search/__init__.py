"""The search of the top line, over everything that a seat may see."""
