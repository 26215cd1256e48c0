"""Rasa's custom actions: thin, one file each, named like the action."""
