"""The annual report of regulation 13 (SI 2006/1738): counted, then made safe to publish. PURE."""
