"""Finding the cards that answer a question, with a score that says how surely."""
