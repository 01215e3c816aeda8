using Dapper;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Dapper: the SQL of <see cref="QuestionSql"/>, read into objects.</summary>
internal sealed class DapperQueries(string file) : IContender
{
    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public Func<int> Prepare(Asked asked)
    {
        var sql = QuestionSql.Of(asked);
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return () => _connection.Query<TaskEntity>(sql.Text, new DynamicParameters(sql.Values)).AsList().Count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
