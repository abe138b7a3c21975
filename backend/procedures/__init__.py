"""DATA. The national baseline and one file per council; schema and loader. No code per council."""
