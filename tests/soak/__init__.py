"""What takes long: parts that fail in mid-journey, many people at once, made-up requests without end."""
