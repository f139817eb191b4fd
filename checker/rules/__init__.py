"""The decision tables, one file per question they answer; see ``checker.model.Row`` for how a row reads."""
