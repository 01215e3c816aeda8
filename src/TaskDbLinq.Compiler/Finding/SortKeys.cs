using System.Reflection;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Finding;

/// <summary>Binds the order of a question to a record type.</summary>
internal static class SortKeys
{
    /// <summary>Resolves the keys of a question; what has no order is a problem.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="query">The question.</param>
    /// <param name="key">The field that decides where the rest is equal; null to take the type's own.</param>
    /// <param name="isWhole">Whether the order must tell all records apart, as pages need.</param>
    /// <param name="problems">Where problems go.</param>
    public static ValueList<SortKey<FoundField>> Of(Type record, FindQuery query, string? key, bool isWhole, List<QueryProblem> problems)
    {
        var keys = new List<SortKey<FoundField>>();
        foreach (var sort in query.Sort)
        {
            var at = $"sort.{sort.Field}";
            if (FoundField.Of(record, sort.Field, at, problems, mayEnter: true) is not { } field)
            {
                continue;
            }

            if (field.Inner.Length > 0 || ScalarType.Of(field.Type) is { HasOrder: true }
                || (field.Plain == typeof(Guid) && field.Properties is [var own] && own == KeyOf(record, key)))
            {
                keys.Add(new SortKey<FoundField>(field, sort.Descending));
            }
            else
            {
                problems.Add(new QueryProblem(at, "the field has no order: numbers, strings, timestamps and booleans have one"));
            }
        }

        if (!isWhole)
        {
            return [.. keys];
        }

        if (KeyOf(record, key) is not { } last)
        {
            problems.Add(new QueryProblem("sort", key is null
                ? $"pages of {record.Name} need a field that is different in every record: name it in FindOptions.Key"
                : $"FindOptions.Key names '{QueryProblem.Shown(key)}', which is no field of {record.Name}"));
        }
        else if (keys.FindIndex(known => known.Field.Properties is [var only] && only == last) is >= 0 and var at)
        {
            // What comes behind a key that is different in every record decides nothing.
            keys.RemoveRange(at + 1, keys.Count - at - 1);
        }
        else
        {
            keys.Add(
                new SortKey<FoundField>(
                    new FoundField(RecordSchema.Of(record).NameOf(last) ?? last.Name, [last]), keys is [.., { Descending: true }]));
        }

        return [.. keys];
    }

    private static PropertyInfo? KeyOf(Type record, string? name)
    {
        var schema = RecordSchema.Of(record);
        return name is not null ? schema.Find(name) : schema.KeyOf(record);
    }
}
