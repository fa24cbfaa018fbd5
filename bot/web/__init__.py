"""The web channel: pages, what they send, and the stream they read."""
