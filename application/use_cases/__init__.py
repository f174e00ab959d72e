"""What people and programs can do: one use case a file, each against ports."""
