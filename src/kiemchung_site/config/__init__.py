"""How the site is put together: settings, addresses, languages, error pages, commands."""
