"""A run as tables and plots for people, and as numbers for programs."""
