using Microsoft.Data.Sqlite;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Caching;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// What groups need inside SQLite: <c>taskdb_group_key(document, path)</c> and <c>taskdb_group_value(document, path)</c>, what is at a path
/// as a <see cref="GroupCell"/>, and <c>taskdb_group_sum(value)</c> with its likes, the aggregates of such values.
/// </summary>
internal sealed class GroupFunctions
{
    public const string Key = "taskdb_group_key";
    public const string Value = "taskdb_group_value";
    private const string Prefix = "taskdb_group_";
    private const int Capacity = 256;

    private readonly BoundedCache<string, string[]> _paths = new("sqlite group path", Capacity);

    /// <summary>The function that computes an aggregate.</summary>
    public static string NameOf(GroupAggregate aggregate) => Prefix + aggregate.Name;

    public void Register(SqliteConnection connection)
    {
        connection.CreateFunction(Key, (string? document, string path) => GroupCell.WriteKey(At(document, path)), isDeterministic: true);
        connection.CreateFunction(Value, (string? document, string path) => GroupCell.Write(At(document, path)), isDeterministic: true);
        foreach (var aggregate in GroupAggregate.ByName.Values.Where(aggregate => aggregate != GroupAggregate.Count))
        {
            connection.CreateAggregate<object?, GroupState?, object?>(
                NameOf(aggregate),
                seed: null,
                (state, value) =>
                {
                    state ??= aggregate.Start();
                    state.Add(GroupCell.Read(value));
                    return state;
                },
                state => GroupCell.Write((state ?? aggregate.Start()).Result),
                isDeterministic: true);
        }
    }

    private DocumentValue At(string? document, string path) => document is null
        ? DocumentValue.Null
        : GroupPath.Read(
            DocumentJson.ParseStored(document),
            _paths.GetOrAdd(path, 0, static (text, _) => text.Length == 0 ? [] : text.Split('.')));
}
