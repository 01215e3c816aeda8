using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskDbLinq.Configuration;
using TaskDbLinq.Hosting;

namespace TaskDbLinq;

/// <summary>The task database for dependency injection.</summary>
public static class TaskDbServices
{
    /// <summary>
    /// Adds the one <see cref="ITaskDb"/> that a configuration names, and its <see cref="TaskDbOptions"/>, which are
    /// checked when the host starts. The database is opened when it is first resolved: that call blocks until it
    /// is open, and throws if it can't be opened.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The task database's own section: <c>configuration.GetSection("TaskDb")</c>.</param>
    /// <remarks>The database is disposed with the container, which has to be done by its <c>DisposeAsync</c>.</remarks>
    public static IServiceCollection AddTaskDb(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, () => TaskDbConfiguration.Read(configuration));
    }

    /// <summary>Adds the one <see cref="ITaskDb"/> of some options.</summary>
    /// <inheritdoc cref="AddTaskDb(IServiceCollection, IConfiguration)"/>
    /// <param name="services">The services.</param>
    /// <param name="options">The options.</param>
    public static IServiceCollection AddTaskDb(this IServiceCollection services, TaskDbOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Add(services, () => options);
    }

    /// <summary>Adds a check of whether the database can be opened and answers.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    public static IHealthChecksBuilder AddTaskDb(this IHealthChecksBuilder builder, string name = "taskdb")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<TaskDbHealthCheck>(name);
    }

    private static IServiceCollection Add(IServiceCollection services, Func<TaskDbOptions> read)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<TaskDbOptions>().ValidateOnStart();
        services.AddSingleton<IOptionsFactory<TaskDbOptions>>(new OptionsReader(read));
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TaskDbOptions>>().Value;

            // The container can't await. Away from the caller's context nothing waits for the thread that is held here.
            return Task.Run(() => TaskDb.OpenAsync(options, provider.GetService<ILoggerFactory>())).GetAwaiter().GetResult();
        });
        return services;
    }

    /// <summary>Options are immutable: they are made whole, rather than filled in.</summary>
    private sealed class OptionsReader(Func<TaskDbOptions> read) : IOptionsFactory<TaskDbOptions>
    {
        public TaskDbOptions Create(string name) => read();
    }
}
