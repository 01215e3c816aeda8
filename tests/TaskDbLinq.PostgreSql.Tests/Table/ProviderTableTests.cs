using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.PostgreSql.Tests.Json;
using TaskDbLinq.PostgreSql.Tests.Scalars;
using TaskDbLinq.Sqlite.Tests.AnyRecordType;
using TaskDbLinq.Tests.Queries;

namespace TaskDbLinq.PostgreSql.Tests.Table;

/// <summary>
/// Every operator on every type with values at every edge: memory, SQLite and PostgreSQL give one answer, or a refusal with its reason.
/// What came of it is the table in docs/providers.md.
/// </summary>
public sealed class ProviderTableTests(PostgresServer server)
{
    private const string Sqlite = "SQLite";
    private const string PostgreSql = "PostgreSQL";
    private const string Begin = "<!-- The tables below are written by ProviderTableTests. -->\n\n";

    /// <summary>Every operand with every operator takes minutes; by default each type has a part of them.</summary>
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    private readonly ProviderTable _table = new();

    [Fact]
    public void Each_cell_is_exact_or_refused_and_the_document_says_so()
    {
        AskScalars();
        AskObjects();
        AskJson();

        var file = Path.Combine(Repository(), "docs", "providers.md");
        var text = File.ReadAllText(file);
        var head = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        var wanted = head + _table.Write(Sqlite, PostgreSql);
        if (Environment.GetEnvironmentVariable("TASKDB_TEST_REWRITE_DOCS") == "1")
        {
            File.WriteAllText(file, wanted);
        }
        else
        {
            Assert.Equal(wanted, text);
        }
    }

    private void AskScalars()
    {
        using var inSqlite = ScalarContext.Of(true, ScalarEdges.Rows);
        using var inPostgres = PostgresScalars.Of(server);
        var stored = inPostgres.Rows.AsNoTracking().OrderBy(row => row.Key).ToList();
        var sqlite = Side.Of(Sqlite, ScalarEdges.Rows, inSqlite.Rows, row => row.Key);
        var postgres = Side.Of(PostgreSql, stored, inPostgres.Rows, row => row.Key);
        foreach (var property in ScalarEdges.Values.Keys)
        {
            var operands = ScalarEdges.IsNumber(property)
                ? [.. ScalarEdges.Values[property], .. ScalarEdges.Numbers]
                : ScalarEdges.Values[property];
            foreach (var name in new[] { property, $"N{property}" })
            {
                var sampled = operands.SelectMany(operand => Conditions(operand, ScalarEdges.Values[property][0]))
                    .GroupBy(condition => condition.Kind)
                    .SelectMany(kind => Sample([.. kind], name));
                foreach (var (kind, condition) in sampled.Concat(Fixed))
                {
                    var filter = Filter.Parse(new Dictionary<string, object?> { [name] = condition });
                    if (filter.Validate<Sqlite.Tests.AnyRecordType.Scalars>().Count == 0)
                    {
                        Ask(NameOf(property), kind, filter, sqlite);
                        Ask(NameOf(property), kind, filter, postgres);
                    }
                }
            }
        }
    }

    private void AskObjects()
    {
        var connection = server.CreateDatabase();
        var customers = Customers();
        using var inSqlite = ShopContext.Of(customers);
        using var inPostgres = ShopContext.Of(customers, options => options.UseNpgsql(connection).UseMongoQueries());
        var sqlite = Side.Of(Sqlite, customers, inSqlite.Customers, customer => customer.Key);
        var postgres = Side.Of(PostgreSql, customers, inPostgres.Customers, customer => customer.Key);
        foreach (var (type, field, filters) in ObjectCases.All)
        {
            foreach (var (kind, condition) in filters)
            {
                var filter = Filter.Parse($$"""{"{{field}}":{{condition}}}""");
                Ask(type, kind, filter, sqlite);
                Ask(type, kind, filter, postgres);
            }
        }
    }

    private void AskJson()
    {
        using var store = new NoteStore(server, [.. JsonCases.Documents.Select((json, id) => Note.Of(id, json))]);
        var sqlite = Side.Of(Sqlite, store.Memory, store.Sqlite.Notes, note => note.Id);
        var postgres = Side.Of(PostgreSql, store.Memory, store.Postgres.Notes, note => note.Id);
        string[] columns = ["doc", "json", "element", "object", "fields", "node"];
        foreach (var (at, (type, kind, text)) in JsonCases.All.Index())
        {
            var filter = Filter.Parse(text.Replace("FIELD", columns[at % columns.Length], StringComparison.Ordinal));
            Ask(type, kind, filter, sqlite);
            Ask(type, kind, filter, postgres);
        }
    }

    /// <summary>A part of the conditions of a kind, at least one; all of those on times, whose edges are few and sharp.</summary>
    private static IEnumerable<(string Kind, object Condition)> Sample((string Kind, object Condition)[] kind, string name)
    {
        var step = IsLong || name.Contains("Time", StringComparison.Ordinal) ? 1 : Math.Min(kind.Length, 19);
        return kind.Where((_, at) => at % step == name.Length % step);
    }

    /// <summary>Customers written by hand, one with a list of nulls alone, and random ones.</summary>
    private static Customer[] Customers()
    {
        var random = Enumerable.Range(1, 20).Select(seed =>
        {
            var customer = new RandomShop(seed).Customer();
            (customer.Key, customer.Score, customer.Ratio) = (new Guid(seed, 1, 0, new byte[8]), 0, null);
            return customer;
        });
        return [.. ShopCases.Customers, new() { Key = new Guid(0, 2, 0, new byte[8]), Name = "nulls", Tags = [null, null] }, .. random];
    }

    private void Ask<T, TKey>(string type, string kind, Filter filter, Side<T, TKey> side)
    {
        var provider = side.Provider;
        var expected = side.InMemory(filter);
        string answer;
        try
        {
            answer = side.InStore(filter);
        }
        catch (QueryException refusal)
        {
            _table.Refused(type, kind, provider, refusal.Problems[0].Reason);
            return;
        }
        catch (InvalidOperationException refusal) when (refusal.Message.Contains("could not be translated", StringComparison.Ordinal))
        {
            _table.Refused(type, kind, provider, "EF Core does not translate it for this provider.");
            return;
        }

        Assert.True(expected == answer, $"{provider}: {filter}: {expected}, not {answer}");
        _table.Exact(type, kind, provider);
    }

    private static IEnumerable<(string Kind, object Condition)> Conditions(object operand, object first)
    {
        yield return ("`$eq` `$ne`", Of("$eq", operand));
        yield return ("`$eq` `$ne`", Of("$ne", operand));
        foreach (var comparison in new[] { "$gt", "$gte", "$lt", "$lte" })
        {
            yield return ("`$gt` `$gte` `$lt` `$lte`", Of(comparison, operand));
        }

        yield return ("`$not`", Of("$not", Of("$lt", operand)));
        yield return ("`$in` `$nin`", Of("$in", new[] { operand, null }));
        yield return ("`$in` `$nin`", Of("$nin", new[] { operand, first }));
    }

    private static IEnumerable<(string Kind, object Condition)> Fixed =>
    [
        ("`$not`", Of("$not", Of("$exists", true))),
        ("`$mod`", Of("$mod", new object[] { 4, 1 })),
        ("`$mod`", Of("$mod", new object[] { -3, 0 })),
        ("`$regex` `$glob`", Of("$regex", "^[a-z]+$")),
        ("`$regex` `$glob`", Of("$glob", "[!a]*")),
        ("`$regex` `$glob`", Of("$not", Of("$regex", "a"))),
        ("`$exists` `$type` null", Of("$exists", true)),
        ("`$exists` `$type` null", Of("$exists", false)),
        ("`$exists` `$type` null", Of("$type", "string")),
        ("`$exists` `$type` null", Of("$type", "null")),
        ("`$exists` `$type` null", Of("$eq", null)),
    ];

    private static Dictionary<string, object?> Of(string name, object? operand) => new() { [name] = operand };

    private static string NameOf(string property) => property switch
    {
        "Bytes" => "`byte[]`",
        "Tiny" => "enum of `sbyte`",
        "Huge" => "flags of `ulong`",
        "Named" => "enum kept as text",
        "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeSpan" or "TimeOnly" or "Guid" => $"`{property}`",
        _ => $"`{property.ToLowerInvariant()}`",
    };

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TaskDbLinq.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No TaskDbLinq.sln above {AppContext.BaseDirectory}.");
    }
}
