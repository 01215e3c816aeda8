using TaskDbLinq.Specification.Operations;

namespace TaskDbLinq.Sqlite.Tests;

public sealed class SqliteResults(SqliteFixture fixture) : ResultSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteWaits(SqliteFixture fixture) : WaitSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqlitePurges(SqliteFixture fixture) : PurgeSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteResubmissions(SqliteFixture fixture) : ResubmitSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteStats(SqliteFixture fixture) : StatsSpecification(fixture), IClassFixture<SqliteFixture>;
