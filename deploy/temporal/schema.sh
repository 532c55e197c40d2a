#!/bin/sh
# Brings Temporal's two schemas to the version of this temporal-sql-tool; changes nothing where they have it.
# SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD are the tool's own settings.
set -eu

update() {
  temporal-sql-tool --db "$1" setup-schema -v 0.0
  temporal-sql-tool --db "$1" update-schema --schema-name "postgresql/v12/$2"
}

update temporal temporal
update temporal_visibility visibility
