using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;
using LinqToDB.Metadata;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>linq2db over the mapped rows, on a connection that stays open.</summary>
internal sealed class Linq2Db(string file) : IContender
{
    private readonly DataConnection _connection = Connect(file);

    public static DataConnection Connect(string file)
    {
        var schema = new MappingSchema();
        schema.AddMetadataReader(new SystemComponentModelDataAnnotationsSchemaAttributeReader());
        return new DataConnection(new DataOptions().UseSQLite(SqliteFiles.ConnectionString(file)).UseMappingSchema(schema));
    }

    public Func<int> Prepare(Asked asked) =>
        () => EntityQueries.Read(_connection.GetTable<TaskEntity>().Where(EntityQueries.Predicate(asked)), asked.Keys);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
