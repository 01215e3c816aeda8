using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TaskDbLinq.Configuration;
using TaskDbLinq.Records;

namespace TaskDbLinq.Hosting;

/// <summary>Healthy when the database is open and gives one id; a database that stores nothing is healthy as it is.</summary>
internal sealed class TaskDbHealthCheck(IServiceProvider services) : IHealthCheck
{
    private static readonly TaskQuery OneId = new() { Keys = TaskKeys.Of(TaskKey.MsgId), Limit = 1 };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var db = services.GetRequiredService<ITaskDb>();
            await foreach (var row in db.QueryAsync(OneId, cancellationToken).ConfigureAwait(false))
            {
                return HealthCheckResult.Healthy("The task database answers.");
            }

            return HealthCheckResult.Healthy("The task database answers; it has no tasks.");
        }
        catch (NoDataException)
        {
            return HealthCheckResult.Healthy("The task database is configured to store nothing.");
        }
        catch (ConfigurationException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
        catch (TaskDbException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }
}
