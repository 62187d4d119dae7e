"""What the one door to the network is made of; only ``fetch.py`` uses it."""
