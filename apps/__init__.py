"""The rooms of the house, one package each; imports between them point down the floors only."""
