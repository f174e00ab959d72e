"""Services: typed functions that process definitions call by name."""
