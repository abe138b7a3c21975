-- The language server's own database: never the one that holds cases.
CREATE DATABASE rasa;
