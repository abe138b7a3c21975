"""The complaints team's side, over HTTP."""
