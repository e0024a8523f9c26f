"""The pages and files of the search: each view loads, decides and answers. Must not write."""
