"""Outside systems that speak HTTP."""
