"""Pupils with their classes and representatives, and staff, from a table: read, planned, looked at, then taken."""
