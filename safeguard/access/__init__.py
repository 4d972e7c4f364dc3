"""Who may do what: pure rules, no Django."""
