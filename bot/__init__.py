"""The service people talk to."""
