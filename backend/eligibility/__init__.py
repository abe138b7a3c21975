"""PURE. Facts about a person and a matter, and the terms, give advice with cited reasons; never a refusal."""
