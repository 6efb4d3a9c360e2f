using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Authentication;

/// <summary>Lets an emulated org stand for every server there is: what goes to any address goes to it, by real HTTP.</summary>
public sealed class OrgAsEveryServer : DelegatingHandler
{
    private readonly Uri _org;

    private OrgAsEveryServer(EmulatedOrg org)
        : base(new SocketsHttpHandler()) => _org = org.Url;

    /// <summary>The addresses that were meant, without their query strings.</summary>
    public List<string> Asked { get; } = [];

    public static HttpClient Client(EmulatedOrg org) => Client(org, out _);

    public static HttpClient Client(EmulatedOrg org, out OrgAsEveryServer servers)
    {
        servers = new OrgAsEveryServer(org);
        return new HttpClient(servers);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
            Asked.Add(request.RequestUri!.GetLeftPart(UriPartial.Path));
        request.RequestUri = new Uri(_org, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
