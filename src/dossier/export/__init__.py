"""The dossier in other forms: JSON for programs, mentions for checking, a map for search engines."""
