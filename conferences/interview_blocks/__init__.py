"""Times of interviews: laid out on the employer's grid, made fewer, moved, and taken away."""
