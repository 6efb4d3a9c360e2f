using System.Text;
using System.Xml.Linq;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>Calls the SOAP API for partners with an org's session, and reads its answers by their local names.</summary>
public sealed class SoapClient(EmulatedOrg org) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = org.Url };

    public string Session { get; set; } = org.AccessToken;

    public async Task<(int Status, XElement Body)> SendAsync(string operation, string header = "", string version = "66.0")
    {
        using StringContent content = new(
            $"""
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:u="urn:partner.soap.sforce.com" xmlns:o="urn:sobject.partner.soap.sforce.com">
             <e:Header><u:SessionHeader><u:sessionId>{Session}</u:sessionId></u:SessionHeader>{header}</e:Header><e:Body>{operation}</e:Body></e:Envelope>
            """,
            Encoding.UTF8, "text/xml");
        HttpResponseMessage response = await _http.PostAsync($"/services/Soap/u/{version}", content);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/xml");
        XElement envelope = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        envelope.Name.LocalName.Should().Be("Envelope");
        return ((int)response.StatusCode, envelope.Elements().Single().Elements().Single());
    }

    /// <summary>The results of a call that is answered.</summary>
    public async Task<XElement[]> ResultsAsync(string operation, string header = "")
    {
        (int status, XElement body) = await SendAsync(operation, header);
        status.Should().Be(200, body.ToString());
        return [.. body.Elements()];
    }

    /// <summary>The code of the fault a call is refused with.</summary>
    public async Task<string> FaultAsync(string operation, string version = "66.0")
    {
        (_, XElement body) = await SendAsync(operation, "", version);
        body.Name.LocalName.Should().Be("Fault", body.ToString());
        return Text(body.Descendants().Single(element => element.Name.LocalName == "detail").Elements().Single(), "exceptionCode")!;
    }

    /// <summary>Text of a child; <see langword="null"/> where there is none, or nothing in it.</summary>
    public static string? Text(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name) is { IsEmpty: false } found ? found.Value : null;

    public void Dispose() => _http.Dispose();
}
