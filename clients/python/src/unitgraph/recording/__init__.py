"""Records what the units of a PyTorch model do."""
