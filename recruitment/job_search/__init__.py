"""The public search of jobs: what is asked of the text index, and the order of what is found."""
