using System.Globalization;
using System.Text;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Writes the SQL of a query that compares, orders and pages columns, as EF Core writes it, and without EF Core: a command that asks one
/// question would wait longer for EF Core to start than for the answer. EF Core's model stays the one source of the mapping: a test holds
/// that it writes the same text.
/// <c>{ queue: "a", started: { $gte: b } } => "t"."queue" = @Operand AND "t"."started" >= @Operand1</c>
/// </summary>
internal sealed class ColumnStatement
{
    /// <summary>Longer chains have parentheses, which are EF Core's to set.</summary>
    private const int MostTests = 8;

    private const string Skip = "@p";
    private const string Limit = "@p1";

    private readonly StringBuilder _sql = new();
    private readonly List<PlanParameter> _parameters = [];
    private readonly HashSet<TaskField> _tested = [];
    private int _lists;

    private ColumnStatement()
    {
    }

    public string Sql => _sql.ToString();

    /// <summary>
    /// What selects the same rows of the table, as it follows its name; null where the view is needed: for a page, and for the buffers,
    /// which have a table of their own.
    /// </summary>
    public string? Selection { get; private set; }

    public List<PlanParameter> Parameters => _parameters;

    /// <summary>Returns the statement of a query; null for one that EF Core has to translate.</summary>
    public static ColumnStatement? TryWrite(TaskQuery query)
    {
        var statement = new ColumnStatement();
        return ColumnTest.Of(query.Filter) is { Count: <= MostTests } tests && statement.Write(query, tests) ? statement : null;
    }

    private bool Write(TaskQuery query, IReadOnlyList<ColumnTest> tests)
    {
        _sql.Append("SELECT ");
        for (var i = 0; i < query.Keys.Fields.Length; i++)
        {
            _sql.Append(i == 0 ? string.Empty : ", ").Append(Column(query.Keys.Fields[i]));
        }

        _sql.Append("\nFROM \"").Append(TaskModel.View).Append("\" ");
        var start = _sql.Length;
        _sql.Append("AS \"t\"");
        for (var i = 0; i < tests.Count; i++)
        {
            _sql.Append(i == 0 ? "\nWHERE " : " AND ");
            if (!Write(tests[i], isAlone: tests.Count == 1))
            {
                return false;
            }
        }

        Selection = query is { Limit: null, Skip: 0 } && tests.All(test => test.Field.Kind != TaskFieldKind.Buffers)
            ? _sql.ToString(start, _sql.Length - start)
            : null;
        for (var i = 0; i < query.Sort.Count; i++)
        {
            _sql.Append(i == 0 ? "\nORDER BY " : ", ").Append(Column(query.Sort[i].Field)).Append(query.Sort[i].Descending ? " DESC" : "");
        }

        WritePage(query);
        return true;
    }

    /// <returns>False where EF Core makes one test of two of a column.</returns>
    private bool Write(ColumnTest test, bool isAlone)
    {
        var column = Column(test.Field);
        var isFirst = _tested.Add(test.Field);
        switch (test.Kind)
        {
            case ColumnTestKind.Comparison:
                var comparison = ((ValueCondition)test.Condition).Comparison;
                _sql.Append(column).Append(Sign(comparison)).Append(Parameter(test));
                return isFirst || comparison != Comparison.Equal;
            case ColumnTestKind.Difference when test.Field == TaskFields.MsgId:
                _sql.Append(column).Append(" <> ").Append(Parameter(test));
                return isFirst;
            case ColumnTestKind.Difference:
                _sql.Append(isAlone ? "" : "(").Append(column).Append(" <> ").Append(Parameter(test)).Append(" OR ").Append(column)
                    .Append(" IS NULL").Append(isAlone ? "" : ")");
                return isFirst;
            case ColumnTestKind.Membership:
                var alias = _lists++ == 0 ? "\"o\"" : string.Create(CultureInfo.InvariantCulture, $"\"o{_lists - 2}\"");
                _sql.Append(column).Append(" IN (\n    SELECT ").Append(alias).Append(".\"value\"\n    FROM json_each(")
                    .Append(Parameter(test)).Append(") AS ").Append(alias).Append("\n)");
                return isFirst;
            default:
                // EF Core knows that an id is never null.
                _sql.Append(column).Append(test.Kind == ColumnTestKind.Null ? " IS NULL" : " IS NOT NULL");
                return isFirst && test.Field != TaskFields.MsgId;
        }
    }

    private void WritePage(TaskQuery query)
    {
        if (query.Limit is not null)
        {
            _sql.Append("\nLIMIT ").Append(Limit).Append(" + 0");
            _parameters.Add(PlanParameter.OfLimit(Limit));
        }

        if (query.Skip > 0)
        {
            _sql.Append(query.Limit is null ? "\nLIMIT -1 OFFSET " : " OFFSET ").Append(Skip);
            _parameters.Add(PlanParameter.OfSkip(Skip));
        }
    }

    /// <summary>Adds a parameter for the value of a test, which each query of the shape has in the same place.</summary>
    private string Parameter(ColumnTest test)
    {
        var name = _parameters.Count == 0 ? "@Operand" : string.Create(CultureInfo.InvariantCulture, $"@Operand{_parameters.Count}");
        var (field, kind, ordinal) = (test.Field, test.Kind, test.Ordinal);
        _parameters.Add(new PlanParameter(name, (query, problems) =>
        {
            if (!ColumnTest.TryRead(field, kind, query.Filter.Conditions[ordinal], out var value))
            {
                problems.AddRange(query.Filter.Validate<TaskRecord>());
            }

            return value;
        }));
        return name;
    }

    private static string Column(TaskField field) => $"\"t\".\"{field.Key}\"";

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };
}
