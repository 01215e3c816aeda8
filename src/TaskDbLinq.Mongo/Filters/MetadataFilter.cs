using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>
/// Conditions that reach <see cref="DisplayData"/>: a document has it in a field of its own. Of a task that has it, the metadata as a
/// whole is an object that equals none without it.
/// </summary>
internal static class MetadataFilter
{
    private const string Apart =
        "MongoDB keeps display_data in a field of its own: ask for " + DisplayData.Path + ", and for the rest, apart";

    private static readonly Document Sample = Document.Of((ExtraFields.Name, Document.Of((DisplayData.Name, Document.Empty))));

    /// <summary><c>{ metadata.taskdb_extra.display_data.x } => { display_data.x }</c></summary>
    public static string NativePath(FieldPath path) =>
        path.Text == DisplayData.Path || path.Text.StartsWith(DisplayData.Path + ".", StringComparison.Ordinal)
            ? path.Text[(DisplayData.Path.Length - DisplayData.Name.Length)..]
            : path.Text;

    /// <summary>
    /// The conditions on the metadata as a whole: <c>{ metadata: c } => { metadata: c, display_data: null }</c>, and where a task with
    /// such data meets them, <c>{ metadata: c } => { $or: [{ metadata: c }, { display_data: { $ne: null } }] }</c>.
    /// </summary>
    public static BsonDocument Whole(FieldFilter field, OperatorDocument operators, List<QueryProblem> problems)
    {
        if (field.Conditions.Any(ReachesIn))
        {
            problems.Add(new QueryProblem(field.Field.Text, Apart));
        }

        var native = operators.IsAlways ? [] : new BsonDocument(TaskKey.Metadata, operators.ToCondition());
        var isThere = new BsonDocument(DisplayData.Name, new BsonDocument(Ne.Name, BsonNull.Value));
        return !field.Conditions.All(Holds) ? native.Add(DisplayData.Name, BsonNull.Value)
            : operators.IsAlways ? native
            : new BsonDocument(Or.Name, new BsonArray { native, isThere });
    }

    /// <summary>Notes a condition on all extra fields at once.</summary>
    public static void RefuseExtra(FieldPath path, List<QueryProblem> problems)
    {
        if (path.Text == $"{TaskKey.Metadata}.{ExtraFields.Name}")
        {
            problems.Add(new QueryProblem(path.Text, Apart));
        }
    }

    private static bool Holds(Condition condition) =>
        condition is Not not ? !not.Conditions.All(Holds) : condition.Accepts(Sample);

    /// <summary>Whether the answer depends on what the metadata holds beside or within the extra fields.</summary>
    private static bool ReachesIn(Condition condition) => condition switch
    {
        Not not => not.Conditions.Any(ReachesIn),
        ValueCondition { Comparison: not Comparison.Equal, Operand: Document { IsNull: false } } => true,
        _ => Extra(condition.Operand),
    };

    private static bool Extra(DocumentValue operand) => operand switch
    {
        Document document => document.ContainsKey(ExtraFields.Name),
        DocumentArray array => array.Any(Extra),
        _ => false,
    };
}
