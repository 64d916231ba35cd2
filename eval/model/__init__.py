"""With a language model: a loopback endpoint, recordings of one, an adversary, a judge."""
