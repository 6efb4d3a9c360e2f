using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SalesforceLinq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using WebApi;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Which org: the section "Salesforce" of the configuration names it. While developing without one, an org inside this process takes its place.
IConfigurationSection section = builder.Configuration.GetSection("Salesforce");
EmulatedOrg? emulated = section.Exists() ? null : builder.Environment.IsDevelopment()
    ? await EmulatedOrg.StartAsync()
    : throw new InvalidOperationException("The configuration has no section 'Salesforce'. Add it, or run in the environment 'Development' to work with an emulated org.");

builder.Services.AddSalesforceContext<CrmContext>(options =>
{
    if (emulated is null)
        options.UseConfiguration(section);
    else
        options.UseOrg(new ClientCredentialsCredential(emulated.Url, emulated.ClientId, emulated.ClientSecret));
});
builder.Services.AddHealthChecks().AddSalesforceHealthCheck<CrmContext>();
builder.Services.AddProblemDetails();

// Spans and numbers of the web requests, and below them those of the queries, the saves and the calls to the org.
bool isTraced = builder.Configuration.GetValue<bool>("ConsoleTelemetry");
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing =>
    {
        tracing.AddAspNetCoreInstrumentation().AddSource("SalesforceLinq*");
        if (isTraced)
            tracing.AddConsoleExporter();
    })
    .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("SalesforceLinq*"));

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.MapContacts();
app.MapHealthChecks("/health", new HealthCheckOptions());

await app.RunAsync();
if (emulated is not null)
    await emulated.DisposeAsync();
