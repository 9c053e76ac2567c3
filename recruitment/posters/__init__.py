"""A vacancy as a poster and as a picture for shared links."""
