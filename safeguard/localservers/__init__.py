"""PostgreSQL and Valkey from packages, for development, demo and CI. Production brings its own."""
