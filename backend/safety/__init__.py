"""DATA. What is listened for in what people write, and the two-tier screen."""
