"""Letters that the wiki sends: written with the act that they tell of, and sent by a worker of their own."""
