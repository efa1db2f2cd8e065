"""The web support: the national model, texts, questions, examples and calculations. Pure: no web, no tables."""
