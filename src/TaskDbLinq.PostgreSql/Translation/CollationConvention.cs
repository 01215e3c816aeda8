using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>Keeps the collations of columns in a model that is ready for queries, where EF Core drops them.</summary>
internal sealed class CollationConvention : IModelFinalizingConvention, IConventionSetPlugin
{
    public const string Annotation = "TaskDbLinq:Collation";

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
            }
        }
    }

    private static IEnumerable<IConventionProperty> PropertiesOf(IConventionTypeBase type) =>
        type.GetDeclaredProperties().Concat(type.GetDeclaredComplexProperties().SelectMany(property => PropertiesOf(property.ComplexType)));
}
