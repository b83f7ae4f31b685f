"""One message into normal form: Unicode, language, folding, tokens, numbers, passages."""
