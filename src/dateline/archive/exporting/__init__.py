"""A newspaper goes out: whole, as what WordPress takes in, or story by story, as what news agencies read (ninjs)."""
