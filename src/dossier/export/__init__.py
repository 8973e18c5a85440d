"""The dossier in other forms: as data for programs, an index for the search, files for web servers."""
