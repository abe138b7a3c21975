"""The complaints team's side. No rule."""
