"""The pure core of Orderflow: no clock, no random, no environment, no threads, no I/O."""
