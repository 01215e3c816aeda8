using TaskDbLinq.Filters.Ast;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary>
/// What a condition compares with. <c>jsonb</c> sorts the names of an object, so that it can't be told from one with another order, which
/// in MongoDB is another value; and it has no U+0000 and no half of a surrogate pair.
/// </summary>
internal static class ConditionOperands
{
    /// <summary>Checks a value for equality.</summary>
    public static DocumentValue Equal(DocumentValue operand, Condition condition) => Checked(
        operand, condition, 1, "the object has several names, and jsonb does not keep their order, which equality depends on: "
            + "ask for each by its path");

    /// <summary>Checks a value for order.</summary>
    public static DocumentValue Ordered(DocumentValue operand, Condition condition) => Checked(
        operand, condition, 0, "jsonb does not keep the order of an object's names, which the order of objects depends on: "
            + "ask for fields by their paths");

    /// <summary>Checks the path of a field.</summary>
    public static DocumentValue Name(string path, QueryPath at)
    {
        CheckText(path, at);
        return path;
    }

    private static DocumentValue Checked(DocumentValue operand, Condition condition, int mostNames, string why)
    {
        switch (operand)
        {
            case DocumentString text:
                CheckText(text.Value, condition.Path);
                break;
            case Document document when document.Count > mostNames:
                throw StoreRefusal.At(condition.Path.ToString(), why);
            case Document document:
                foreach (var (name, value) in document)
                {
                    CheckText(name, condition.Path);
                    Checked(value, condition, mostNames, why);
                }

                break;
            case DocumentArray array:
                foreach (var item in array)
                {
                    Checked(item, condition, mostNames, why);
                }

                break;
        }

        return operand;
    }

    private static void CheckText(string text, QueryPath at)
    {
        if (NulCheck.IsIn(text) || SurrogateHalves.IndexIn(text) >= 0)
        {
            throw StoreRefusal.At(
                at.ToString(),
                $"{QueryProblem.Shown(text)} has U+0000, or half of a surrogate pair, "
                + "which no string of PostgreSQL has: it can't be compared there");
        }
    }
}
