"""What `./heard` does before anything of Heard itself can run. Standard library only, Python 3.9 and later."""
