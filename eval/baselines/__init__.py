"""Other ways to do it, measured on the same questions in the same run."""
