namespace TaskDbLinq.Values;

/// <summary>
/// The classes of BSON's comparison order, first to last. Values compare within one class; sorting uses the order of
/// the classes. https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
/// </summary>
internal enum TypeClass
{
    Null,
    Number,
    String,
    Object,
    Array,
    Binary,
    Boolean,
    Date,
    Regex,
}
