"""What a line finds, and what may be meant by it: the search as readers meet it. Must not write the index."""
