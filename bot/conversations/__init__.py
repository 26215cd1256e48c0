"""Accepts a message, runs its turn, publishes the replies; owns every transaction about a conversation."""
