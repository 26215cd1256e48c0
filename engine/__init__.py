"""Rasa's side of the consultation: understands one turn, decides, calls one action, keeps nothing."""
