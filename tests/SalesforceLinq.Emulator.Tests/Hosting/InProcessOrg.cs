using System.Text;
using Microsoft.AspNetCore.Http;
using SalesforceLinq.Emulator.Hosting;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sampling;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>An org without a socket: requests are handed to its dispatcher, so that a hundred thousand of them are cheap.</summary>
internal sealed class InProcessOrg : IAsyncDisposable
{
    private readonly Dispatcher _dispatcher;
    private readonly Dictionary<string, string> _headers;
    private readonly OrgServices _services;

    private InProcessOrg(OrgServices services)
    {
        _services = services;
        _dispatcher = new Dispatcher(services, new ApexResources(), new RequestLog());
        _headers = new Dictionary<string, string> { ["authorization"] = "Bearer " + services.Sessions.Open(services.Identity.UserId).Token };
    }

    public static async Task<InProcessOrg> StartAsync(OrgSchema schema)
    {
        OrgIdentity identity = new(IdSequence.Make("00D", 1), IdSequence.Make("005", 1), IdSequence.Make("00e", 1));
        Database database = new(null, schema);
        OrgServices services = new(schema, database, new IdSequence(first: 1), identity, TimeProvider.System, TimeZoneInfo.Utc, int.MaxValue, TimeSpan.FromHours(2));
        using (WriteLease lease = await database.WriteAsync(default))
        {
            WriteContext context = new(lease, identity.UserId, services.Clock.GetUtcNow());
            new SampleLoader(services.Tables, services.Ids, identity, TimeZoneInfo.Utc, fiscalYearStartMonth: 1).Load(context, SampleData.None);
            lease.Commit();
        }
        return new InProcessOrg(services);
    }

    /// <summary>Sends a request below <c>/services/data/v66.0</c> and answers the status and the body.</summary>
    public async Task<(int Status, string Body)> SendAsync(string method, string path, string body)
    {
        int question = path.IndexOf('?', StringComparison.Ordinal);
        (string resource, string query) = question < 0 ? (path, "") : (path[..question], path[question..]);
        string[] segments = ["services", "data", "v66.0", .. resource.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        ReadRequest request = new(method, resource, query, segments, _headers, Encoding.UTF8.GetBytes(body));
        Dispatched dispatched = await _dispatcher.DispatchAsync(new DefaultHttpContext(), request, fault: null);
        return (dispatched.Answer.Status, Encoding.UTF8.GetString(dispatched.Answer.Body.Span));
    }

    public ValueTask DisposeAsync() => _services.Database.DisposeAsync();
}
