package org.littleredbridge.misplaced.deliver;

/// Speaks SQL on purpose; see `ArchitectureTest`.
class AsksTheDatabase {
  java.sql.Connection connection;
  javax.sql.DataSource source;
}
