using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Filters;

/// <summary>What a field path of a filter leads to, as far as rendering its conditions depends on it.</summary>
internal abstract class FieldShape
{
    /// <summary>A path into a dict field, or an element of an array there: the filter's own rules are MongoDB's.</summary>
    public static FieldShape Inside { get; } = new InsideShape();

    private static readonly FieldShape Text = new ColumnShape(new DocumentString(string.Empty));
    private static readonly FieldShape Timestamp = new TimestampShape();
    private static readonly FieldShape Dict = new ColumnShape(Document.Empty);
    private static readonly FieldShape Buffers = new BuffersShape();

    /// <summary>Whether it is a field of the task itself, where null and missing are one.</summary>
    public virtual bool IsColumn => true;

    /// <summary>Whether it holds raw buffers, of which none are null.</summary>
    public virtual bool IsBuffers => false;

    /// <summary>Whether a value of the field, not null, is of the condition's BSON types.</summary>
    public abstract bool IsOf(OfType condition);

    /// <summary>An operand in the type in which the field is stored.</summary>
    public virtual DocumentValue Operand(DocumentValue operand) => operand;

    /// <summary>The shape of a path in a task.</summary>
    public static FieldShape Of(FieldPath path) => path.Length > 1 ? Inside : TaskFields.ByKey[path.First].Kind switch
    {
        TaskFieldKind.Text => Text,
        TaskFieldKind.Timestamp => Timestamp,
        TaskFieldKind.Dict => Dict,
        _ => Buffers,
    };

    private sealed class InsideShape : FieldShape
    {
        public override bool IsColumn => false;

        public override bool IsOf(OfType condition) => true;
    }

    private class ColumnShape(DocumentValue sample) : FieldShape
    {
        public override bool IsOf(OfType condition) => condition.Accepts(sample);
    }

    /// <summary>Filters may write timestamps as ISO 8601 strings; they are stored as BSON dates.</summary>
    private sealed class TimestampShape() : ColumnShape(new DocumentDate(DateTime.UnixEpoch))
    {
        public override DocumentValue Operand(DocumentValue operand) =>
            TimestampOperand.TryRead(operand, out var utc) ? new DocumentDate(utc) : operand;
    }

    private sealed class BuffersShape : FieldShape
    {
        public override bool IsBuffers => true;

        public override bool IsOf(OfType condition) => false;
    }
}
