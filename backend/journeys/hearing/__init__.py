"""What can be heard in a person's own words. PURE.

Modest: what is heard is said back or asked to be confirmed, never taken in silence.
`backend.journeys.days` hears days.
"""
