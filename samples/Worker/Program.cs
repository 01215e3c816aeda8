using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Overdue;
using TaskDbLinq;

// Which database, and how often it is asked, is in appsettings.json, or in the environment: TaskDb__SQLiteDB__filename=other.db
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTaskDb(builder.Configuration.GetSection("TaskDb"));
builder.Services.Configure<OverdueOptions>(builder.Configuration.GetSection("Overdue"));
builder.Services.AddHostedService<OverdueWorker>();
await builder.Build().RunAsync();
