"""PURE. Each journey's questions, when each is asked, what answers it, and every repair."""
