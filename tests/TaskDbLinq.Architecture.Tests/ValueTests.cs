using System.Reflection;

namespace TaskDbLinq.Architecture.Tests;

/// <summary>A public record promises that two of equal parts are equal.</summary>
public class ValueTests
{
    [Fact]
    public void Public_records_hold_nothing_that_is_compared_by_reference()
    {
        var records = Layers.All.Values.SelectMany(project => Assembly.Load(project.Assembly).GetExportedTypes())
            .Where(type => type.GetMethod("<Clone>$") is not null).ToList();
        Assert.True(records.Count > 30, $"only {records.Count} public records were found");

        var wrong = from type in records
                    from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    where IsComparedByReference(property.PropertyType)
                    select $"{type.Name}.{property.Name} is a {property.PropertyType.Name}: ValueList compares its elements";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    private static bool IsComparedByReference(Type type) =>
        type.IsArray || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;
}
