"""Results for other systems: a module a platform."""
