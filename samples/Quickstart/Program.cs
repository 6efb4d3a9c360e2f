using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Quickstart.Chapters;
using Quickstart.Crm;
using SalesforceLinq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using Spectre.Console;

Stopwatch watch = Stopwatch.StartNew();
AnsiConsole.Write(new Panel("[bold deepskyblue1]SalesforceLinq[/]  what EF Core is to a database, for a Salesforce org").Border(BoxBorder.Rounded));

// An org on this machine: standard objects, sample data, a free loopback port, all in memory.
await using EmulatedOrg org = await EmulatedOrg.StartAsync();
AnsiConsole.MarkupLineInterpolated($"An emulated org listens on [link]{org.Url}[/]. Everything below is real HTTP to it.");

// The context is registered as in any .NET program. Against your own org, only the credential changes.
await using ServiceProvider services = new ServiceCollection()
    .AddSalesforceContext<CrmContext>(options => options.UseOrg(new ClientCredentialsCredential(org.Url, org.ClientId, org.ClientSecret)))
    .BuildServiceProvider();

await using (AsyncServiceScope scope = services.CreateAsyncScope())
{
    CrmContext crm = scope.ServiceProvider.GetRequiredService<CrmContext>();
    await QueryChapter.RunAsync(crm);
    await StreamingChapter.RunAsync(crm, org);
}

// A unit of work is one short-lived context, as a web request would have it.
await using (AsyncServiceScope scope = services.CreateAsyncScope())
    await UnitOfWorkChapter.RunAsync(scope.ServiceProvider.GetRequiredService<CrmContext>());

await using (AsyncServiceScope scope = services.CreateAsyncScope())
    await FailureChapter.RunAsync(scope.ServiceProvider.GetRequiredService<CrmContext>());

AnsiConsole.MarkupLineInterpolated($"\n[grey]{org.Requests.Count} requests in all, {watch.Elapsed.TotalSeconds:0.0} s. Next: docs/, or point the credential at your own org.[/]");
