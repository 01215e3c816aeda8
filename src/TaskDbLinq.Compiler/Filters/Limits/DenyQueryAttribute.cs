namespace TaskDbLinq;

/// <summary>
/// Closes a property, and all below it, to questions from outside that are read with <see cref="MarkedFields"/>, whatever
/// its class says.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DenyQueryAttribute : Attribute;
