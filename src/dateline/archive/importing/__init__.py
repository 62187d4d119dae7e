"""A WordPress site comes in: its registers, its files, its stories with their comments, its addresses."""
