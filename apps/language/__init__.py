"""The language of the interface: which there are, and in which a request is answered."""
