using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>
/// The names by which a filter knows the properties of a type. A type names its own schema with
/// <see cref="RecordSchemaAttribute"/>; any other type has a <see cref="PropertySchema"/>.
/// </summary>
internal abstract class RecordSchema
{
    private static readonly ConcurrentDictionary<Type, RecordSchema> Schemas = new();

    /// <summary>The names that an error message suggests.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Returns the schema of a type. The cache only remembers what reflection says, which never changes.</summary>
    public static RecordSchema Of(Type type) => Schemas.GetOrAdd(type, static type =>
        type.GetCustomAttribute<RecordSchemaAttribute>() is { } own
            ? (RecordSchema)Activator.CreateInstance(own.Schema)!
            : new PropertySchema(type));

    /// <summary>Returns the property that a filter means by a name; null if there is none.</summary>
    public abstract PropertyInfo? Find(string name);

    /// <summary>
    /// Returns the property that is different in every record of a type: the one that is marked with <see cref="KeyAttribute"/>, or
    /// <c>Id</c>, or <c>CustomerId</c> of a <c>Customer</c>; null if there is none.
    /// </summary>
    public virtual PropertyInfo? KeyOf(Type type) =>
        type.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(KeyAttribute), inherit: true))
            ?? Find("Id") ?? Find("id") ?? Find($"{type.Name}Id");

    /// <summary>
    /// Returns the properties that a name can mean, where it is made of the names of more than one; null for any other name.
    /// </summary>
    public virtual string? Ambiguity(string name) => null;

    /// <summary>Returns the property that a predicate's text means by a name: text may use C#'s names, too.</summary>
    public virtual PropertyInfo? FindInText(string name) => Find(name);

    /// <summary>Returns the name by which a filter is written that is read back from C#; null for a property of another type.</summary>
    public abstract string? NameOf(PropertyInfo property);
}
