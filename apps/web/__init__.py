"""What a request says, whoever answers it: who asks, one page of a list, files to save. Must not know pages."""
