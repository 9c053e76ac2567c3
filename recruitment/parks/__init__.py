"""What workers read about an industrial park."""
