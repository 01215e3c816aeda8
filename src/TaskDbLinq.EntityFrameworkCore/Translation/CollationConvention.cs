using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>Keeps the collations of columns in a model that is ready for queries, where EF Core drops them.</summary>
internal sealed class CollationConvention : IModelFinalizingConvention, IConventionSetPlugin
{
    private const string Annotation = "TaskDbLinq:Collation";

    /// <summary>Returns whether a column of the model has a collation of its own.</summary>
    public static bool IsUsedBy(IModel? model) => model?.FindAnnotation(Annotation) is not null;

    /// <summary>Returns the collation that the model gives to a column; null for the database's, and for what is no column.</summary>
    public static string? Of(SqlExpression value) =>
        value is ColumnExpression { Column.PropertyMappings: [var mapping, ..] }
            ? mapping.Property.FindAnnotation(Annotation)?.Value as string
            : null;

    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizingConventions.Add(this);
        return conventionSet;
    }

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(PropertiesOf))
        {
            if (property.GetCollation() is { } collation)
            {
                property.Builder.HasAnnotation(Annotation, collation);
                modelBuilder.HasAnnotation(Annotation, true);
            }
        }
    }

    private static IEnumerable<IConventionProperty> PropertiesOf(IConventionTypeBase type) =>
        type.GetDeclaredProperties().Concat(type.GetDeclaredComplexProperties().SelectMany(property => PropertiesOf(property.ComplexType)));
}
