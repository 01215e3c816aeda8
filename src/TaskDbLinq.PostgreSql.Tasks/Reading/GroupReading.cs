using System.Globalization;
using System.Numerics;
using Npgsql;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Reading;

/// <summary>Reads the rows of a <see cref="GroupStatement"/>.</summary>
internal sealed class GroupReading(NpgsqlDataReader row, TaskGroupPlan plan)
{
    private int _at;

    /// <summary>Adds the row at which the reader stands.</summary>
    public void AddTo(GroupTable table)
    {
        _at = 0;
        DocumentValue[] key = [.. plan.Keys.Select(part => GroupStatement.IsColumn(part) ? Column(part) : Key(part))];
        var values = plan.Query.Values.Zip(plan.Values, (value, part) => Value(value.Aggregate, part)).ToList();
        table.Add(DocumentArray.Own(key), values);
    }

    private GroupPart Value(GroupAggregate aggregate, TaskPart? part) =>
        part is not { } known ? new GroupPart { Count = row.GetInt64(_at++) }
        : GroupStatement.IsColumn(known) ? new GroupPart { Values = [Column(known)] }
        : aggregate.TakesNumbers ? Sum(known)
        : Extreme(known);

    private DocumentValue Column(TaskPart part) => Next<object>() switch
    {
        null => DocumentValue.Null,
        DateTime timestamp => DateTime.SpecifyKind(timestamp, DateTimeKind.Utc),
        var value => part.Of(value),
    };

    private DocumentValue Key(TaskPart part)
    {
        var (text, depth) = (Next<string>(), row.GetInt32(_at++));
        return text is null ? DocumentValue.Null : Read(part, text, depth);
    }

    private GroupPart Sum(TaskPart part)
    {
        var (wholes, whole, doubles) = (row.GetInt64(_at++), row.GetFieldValue<BigInteger>(_at++), row.GetInt64(_at++));
        var sum = (row.GetFieldValue<BigInteger>(_at++) << GroupCell.LowBits) + row.GetFieldValue<BigInteger>(_at++);

        // What a double does not hold of the sum is a second one.
        var first = (double)sum;
        var rest = (double)(sum - new BigInteger(first));
        const int Scale = -(GroupCell.HighBits + GroupCell.LowBits);
        return new GroupPart
        {
            Numbers = wholes + doubles,
            Whole = whole,
            Double = doubles == 0 ? null : (Math.ScaleB(first, Scale), Math.ScaleB(rest, Scale)),
            Values = Others(part),
        };
    }

    private GroupPart Extreme(TaskPart part)
    {
        var values = new List<DocumentValue>();
        Add<long>(value => DocumentInt.Narrowest(value));
        Add<double>(value => value);
        Add<string>(value => value);
        Add<bool>(value => value);
        Add<string>(DocumentJson.ParseStored);
        values.AddRange(Others(part));
        return new GroupPart { Values = values };

        void Add<T>(Func<T, DocumentValue> read)
        {
            if (!row.IsDBNull(_at))
            {
                values.Add(read(row.GetFieldValue<T>(_at)));
            }

            _at++;
        }
    }

    /// <summary>Values that the server did not compute with.</summary>
    private IReadOnlyList<DocumentValue> Others(TaskPart part) => Next<string[]>() is not { } texts ? [] :
    [
        .. texts.Select(text =>
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return Read(part, text[(colon + 1)..], int.Parse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture));
        }),
    ];

    /// <summary>Goes the rest of a path.</summary>
    private static DocumentValue Read(TaskPart part, string json, int depth) =>
        GroupPath.Read(DocumentJson.ParseStored(json), part.Path.AsSpan()[depth..]);

    private T? Next<T>()
        where T : class
    {
        var value = row.IsDBNull(_at) ? null : row.GetFieldValue<T>(_at);
        _at++;
        return value;
    }
}
