#!/bin/sh
# Makes Temporal's databases and brings their tables up to this version. Safe to run again.
set -eu
for name in temporal visibility; do
  database=temporal
  [ "$name" = visibility ] && database=temporal_visibility
  tool="temporal-sql-tool --plugin $DB --ep $POSTGRES_SEEDS --port $DB_PORT --user $POSTGRES_USER --db $database"
  $tool create || echo "$database is there already"
  $tool setup-schema -v 0.0 || echo "$database has its first table already"
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$name/versioned"
done
