"""PURE. Events, what may happen next, which clocks run and what can be asked for."""
