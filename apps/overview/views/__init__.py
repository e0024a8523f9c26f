"""The pages about all entries at once: each view loads, decides and answers. Must not write."""
