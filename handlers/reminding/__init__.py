"""Reminders: who owes what, what each person is told of it on a morning, and what they answer."""
