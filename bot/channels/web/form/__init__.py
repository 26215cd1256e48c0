"""The plain form: the same questions on one page, without a script, into the same conversation."""
