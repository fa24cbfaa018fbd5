"""One small file a channel: what it takes in, and one method that sends."""
