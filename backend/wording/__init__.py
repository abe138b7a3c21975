"""DATA. One catalogue: every sentence anyone reads, in three age bands; rendered with Babel."""
