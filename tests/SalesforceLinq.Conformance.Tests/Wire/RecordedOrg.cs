using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Client;
using SalesforceLinq.Conformance.Tests.Soql;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Conformance.Tests.Wire;

/// <summary>An org with the objects the recordings are about, asked over bare HTTP.</summary>
public sealed class RecordedOrg : IAsyncLifetime
{
    private HttpClient _http = null!;

    public EmulatedOrg Org { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard()
                .WithObject("Franchise__c", o => { })
                .WithObject("Movie__c", o => o.Lookup("Franchise__c", "Franchise__c").Picklist("Rating__c", ["Excellent", "Good"]).Date("ReleaseDate__c"))
                .WithObject("Spaceship__c", o => o.Url("Website__c", required: true))
                .WithObject("Opportunity", o => o.Text("external_id__c", 40, externalId: true, unique: true)),
        });
        _http = new HttpClient { BaseAddress = Org.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Org.AccessToken);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Org.DisposeAsync();
    }

    public async Task<OrgAnswer> SendAsync(string method, string path, string? body = null, string contentType = "application/json", string? token = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = await _http.SendAsync(request);
        Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new OrgAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public async Task<string> CreateAsync(string objectName, string json)
    {
        OrgAnswer answer = await SendAsync("POST", $"/services/data/v60.0/sobjects/{objectName}", json);
        answer.Status.Should().Be(201, answer.Body);
        return (string)JObject.Parse(answer.Body)["id"]!;
    }

    public Task<OrgAnswer> QueryAsync(string soql, string version = "v60.0") => SendAsync("GET", $"/services/data/{version}/query?q={Uri.EscapeDataString(soql)}");
}

public sealed record OrgAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JToken Json => JToken.Parse(Body);
}

/// <summary>What a JSON answer is made of, its values left out: members in their order, and the types of their values.</summary>
internal static class Shape
{
    /// <summary>Such as <c>{id:string,success:boolean,errors:[]}</c>; of a list, its distinct items.</summary>
    public static string Of(JToken token) => token switch
    {
        JObject members => $"{{{string.Join(',', members.Properties().Select(member => $"{member.Name}:{Of(member.Value)}"))}}}",
        JArray items => $"[{string.Join('|', items.Select(Of).Distinct())}]",
        { Type: JTokenType.Date } => "string",
        _ => token.Type.ToString().ToLowerInvariant(),
    };

    public static IEnumerable<string> Names(JToken token) => ((JObject)token).Properties().Select(member => member.Name);

    /// <summary>A file of the recordings that is itself the answer's text.</summary>
    public static string Text(string path)
    {
        string? file = SharedFolder.Find("wire/" + path);
        Skip.If(file is null, "The recorded wire data is not beside the clone.");
        return File.ReadAllText(file!);
    }

    public static JToken Json(string folder, string file) => Recording.Of(folder, file).Json!;
}
