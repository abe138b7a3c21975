"""PURE. Dates only: working days, periods, and a due date with the days it passed over."""
