using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>
/// Makes the commands of a context, which do what the provider's translations need of each. An interceptor of commands could do the same,
/// but where there is one, EF Core makes an event of each step of each command.
/// </summary>
internal abstract class OwnCommands(RelationalCommandBuilderDependencies dependencies) : RelationalCommandBuilderFactory(dependencies)
{
    public sealed override IRelationalCommandBuilder Create() => new Builder(this);

    /// <summary>Makes a command that has no text yet.</summary>
    protected abstract RelationalCommand CreateCommand();

    /// <summary>Lets a context make its commands by <typeparamref name="T"/>.</summary>
    public static void Add<T>(IServiceCollection services)
        where T : OwnCommands
    {
        // Providers add what is not there yet, so that this holds whichever comes first.
        services.RemoveAll<IRelationalCommandBuilderFactory>();
        services.AddSingleton<IRelationalCommandBuilderFactory, T>();
    }

    private sealed class Builder(OwnCommands commands) : RelationalCommandBuilder(commands.Dependencies)
    {
        public override IRelationalCommand Build()
        {
            var command = commands.CreateCommand();
            command.PopulateFrom(base.Build());
            return command;
        }
    }
}
