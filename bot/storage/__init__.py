"""The only package that knows SQL: models, sessions, repositories. The caller owns every transaction."""
