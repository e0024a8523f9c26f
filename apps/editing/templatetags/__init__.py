"""What templates of forms load."""
