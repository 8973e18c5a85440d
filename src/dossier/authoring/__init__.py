"""What an author starts and renames: skeletons of files, a first dossier, an id everywhere."""
