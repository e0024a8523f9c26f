"""What a request says, whoever answers it. Must not know pages."""
