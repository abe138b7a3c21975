"""The database and nothing but: tables, sealing, repositories, migrations. No rules."""
