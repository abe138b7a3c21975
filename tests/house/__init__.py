"""House rules: what the tree must be, whoever writes in it."""
