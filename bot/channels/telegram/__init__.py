"""Telegram: updates in, messages out. It translates, and decides nothing."""
