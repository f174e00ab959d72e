"""`make chaos`: a mixed load, and everything that carries it killed, frozen and starved at random moments."""
