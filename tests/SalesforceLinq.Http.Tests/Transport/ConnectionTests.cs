using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class ConnectionTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]
    [InlineData("2.0", "HTTP/2")]
    [InlineData("1.1", "HTTP/1.1")]
    public async Task Highest_version_of_http_is_an_option_and_2_by_default(string version, string spoken)
    {
        await using WebApplication server = await EncryptedServerAsync();
        using SocketsHttpHandler handler = ConnectionSetup.NewHandler(null);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        var options = new SalesforceClientOptions { Handler = handler };
        options.HttpVersion.Should().Be(HttpVersion.Version20);
        await using var client = new SalesforceClient(
            new AccessTokenCredential(server.Urls.Single(), "token"), options with { HttpVersion = Version.Parse(version) });
        using SalesforceResponse response = await client.SendAsync(new SalesforceRequest(HttpMethod.Get, "anything"));
        (await response.ReadJsonAsync())!["protocol"]!.ToString().Should().Be(spoken);
    }

    [Fact]
    public async Task Answers_are_asked_for_compressed_and_arrive_plain()
    {
        var recorder = new Recorder(ConnectionSetup.NewHandler(null));
        await using var client = new SalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken), new SalesforceClientOptions { Handler = recorder });
        using SalesforceResponse response = await client.OpenQueryAsync("SELECT Id, LastName FROM Contact");
        recorder.AcceptEncoding.Should().Contain("gzip");
        response.Header("Content-Encoding").Should().BeNull();
        response.Header("Content-Length").Should().BeNull("the length was that of the compressed body");
        (await response.ReadJsonAsync())!["records"]!.Should().HaveCount(2000);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_takes_no_token_elsewhere()
    {
        await using SalesforceClient client = new StubOrg().Answers("", HttpStatusCode.Found, change: answer => answer.Headers.Location = new Uri("https://evil.example.com/")).Client();
        Func<Task> send = () => client.GetLimitsAsync();
        (await send.Should().ThrowAsync<SalesforceTransportException>()).Which.StatusCode.Should().Be(HttpStatusCode.Found);
        ConnectionSetup.NewHandler(null).AllowAutoRedirect.Should().BeFalse();
    }

    private static async Task<WebApplication> EncryptedServerAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate())));
        WebApplication server = builder.Build();
        server.Run(http => http.Response.WriteAsJsonAsync(new { protocol = http.Request.Protocol }));
        await server.StartAsync();
        return server;
    }

    private static X509Certificate2 Certificate()
    {
        using RSA key = RSA.Create(2048);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Recorder(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public string AcceptEncoding { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            AcceptEncoding = request.Headers.AcceptEncoding.ToString();
            return answer;
        }
    }
}
