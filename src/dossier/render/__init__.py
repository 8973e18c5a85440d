"""Pages to bytes: the theme's templates and the site's own words; no page knows another here."""
