"""The services of the built-in back office, a file for each subject."""
