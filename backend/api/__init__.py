"""HTTP in, contract out. No decision."""
