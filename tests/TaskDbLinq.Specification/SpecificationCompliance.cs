using System.Reflection;

namespace TaskDbLinq.Specification;

/// <summary>Makes sure that a backend's test project runs the whole specification.</summary>
public static class SpecificationCompliance
{
    /// <summary>Fails, naming them, when parts of the specification have no concrete class in a test assembly.</summary>
    /// <param name="tests">The backend's test assembly.</param>
    /// <param name="fixture">The backend's fixture: a part counts only if a class of it takes this fixture.</param>
    /// <param name="exclusions">Parts that the backend can't run, each with its reason.</param>
    public static void AssertComplete(Assembly tests, Type fixture, params (Type Part, string Reason)[] exclusions)
    {
        foreach (var (part, reason) in exclusions)
        {
            Assert.False(string.IsNullOrWhiteSpace(reason), $"{part.Name} is left out without a reason.");
        }

        var concrete = tests.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && TakesFixture(type, fixture))
            .ToArray();
        var covered = Parts().Where(part => concrete.Any(part.IsAssignableFrom)).ToHashSet();
        var missing = Parts().Except(covered).Except(exclusions.Select(exclusion => exclusion.Part));
        Assert.True(!missing.Any(), $"{fixture.Name} has no class for: {string.Join(", ", missing.Select(part => part.Name))}.");
        Assert.DoesNotContain(exclusions, exclusion => covered.Contains(exclusion.Part));
    }

    /// <summary>The abstract classes of the specification.</summary>
    public static IEnumerable<Type> Parts() => typeof(TaskDbSpecification).Assembly.GetTypes()
        .Where(type => type.IsAbstract && type.IsSubclassOf(typeof(TaskDbSpecification)));

    private static bool TakesFixture(Type type, Type fixture) =>
        type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == fixture));
}
