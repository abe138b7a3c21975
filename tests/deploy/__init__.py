"""The drawing of an installation with containers: checked here, run where there is an engine."""
