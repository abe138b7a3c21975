"""What `./heard` does before Heard itself can run. Standard library only, Python 3.9 and later."""
