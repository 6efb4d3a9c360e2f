using SalesforceLinq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

// Which org: the section "Salesforce" of the configuration names it. Without one, an org inside this process shows the work.
IConfigurationSection section = builder.Configuration.GetSection("Salesforce");
await using EmulatedOrg? emulated = section.Exists() ? null : await EmulatedOrg.StartAsync();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(builder.Configuration.GetSection("Sync").Get<SyncOptions>() ?? new SyncOptions());
builder.Services.AddSingleton<CatalogSync>();
builder.Services.AddHostedService<NightlyWorker>();
builder.Services.AddSalesforceContextFactory<CrmContext>(options =>
{
    if (emulated is null)
        options.UseConfiguration(section);
    else
        options.UseOrg(new ClientCredentialsCredential(emulated.Url, emulated.ClientId, emulated.ClientSecret));
});

await builder.Build().RunAsync();
