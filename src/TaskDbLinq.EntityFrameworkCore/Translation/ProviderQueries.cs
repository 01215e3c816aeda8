using Microsoft.Extensions.DependencyInjection;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>
/// What one EF Core provider needs so that filters have the answers that memory gives. It has no state: contexts share services.
/// </summary>
internal abstract class ProviderQueries
{
    /// <summary>The assembly of the EF Core provider.</summary>
    public abstract string Provider { get; }

    /// <summary>Adds the provider's translators, type mappings and interceptors; among them one <see cref="QueryRewriting"/>.</summary>
    public abstract void AddServices(IServiceCollection services);
}
