"""A module for each kind of damage; a new one is found by being here. The recipe is in docs/copy-check.md."""
