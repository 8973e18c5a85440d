"""What the claims of a dossier rest on: the quote budget and what is contested."""
