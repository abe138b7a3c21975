"""The chat as pages rendered by the server, for whoever has no JavaScript: same gateway, same words."""
