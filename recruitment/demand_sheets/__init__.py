"""What sheets of demand say: words of heads and cells. Runs in the reading process, knows no
framework.
"""
