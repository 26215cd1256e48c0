"""A form bot as Rasa's documentation builds one: the project's pipeline and examples, nothing else of it."""
