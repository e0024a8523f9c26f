"""The public pages: each view loads, decides and answers. Must not write."""
