namespace TaskDbLinq.Compiling.Schemas;

/// <summary>Names the schema of a record type: a <see cref="RecordSchema"/> with a constructor without parameters.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
internal sealed class RecordSchemaAttribute(Type schema) : Attribute
{
    public Type Schema { get; } = schema;
}
