using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>The forms in which an org is asked and answers: XML, compressed, pretty, by other verbs and paths.</summary>
public sealed class FormTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Query_and_row_are_answered_in_XML_to_who_asks_for_it()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Xml <&> A"}""");
        XElement query = XElement.Parse(await TextAsync("GET", "/query?q=" + Uri.EscapeDataString($"SELECT Name, Site, Owner.Name, CreatedDate FROM Account WHERE Id = '{id}'"), null, ("Accept", "application/xml")));
        query.Name.LocalName.Should().Be("QueryResult");
        XElement record = query.Element("records")!;
        record.Attribute("type")!.Value.Should().Be("Account");
        record.Elements().Select(element => element.Name.LocalName).Should().Equal("Name", "Site", "Owner", "CreatedDate");
        record.Element("Name")!.Value.Should().Be("Xml <&> A");
        record.Element("Site")!.Attributes().Should().ContainSingle(attribute => attribute.Name.LocalName == "nil" && attribute.Value == "true");
        record.Element("CreatedDate")!.Value.Should().EndWith("000Z");
        XElement row = XElement.Parse(await TextAsync("GET", $"/sobjects/Account/{id}.xml"));
        (row.Name.LocalName, row.Element("Id")!.Value).Should().Be(("Account", id));
        (await TextAsync("GET", $"/sobjects/Account/{id}.json", null, ("Accept", "application/xml"))).Should().StartWith("{");
        XElement.Parse(await TextAsync("GET", "/sobjects/Nope__c/describe", null, ("Accept", "application/xml"))).ToString(SaveOptions.DisableFormatting)
            .Should().Be("<Errors><Error><errorCode>NOT_FOUND</errorCode><message>The requested resource does not exist</message></Error></Errors>");
        XElement.Parse(await TextAsync("GET", "/services/data", null, ("Accept", "application/xml"))).Elements().Should().OnlyContain(version => version.Name == "Version");
        (await TextAsync("POST", "/composite", """{"compositeRequest":[]}""", ("Accept", "application/xml"))).Should().StartWith("[");
    }

    [Fact]
    public async Task Record_is_created_and_changed_by_XML()
    {
        using HttpRequestMessage request = Request("POST", "/sobjects/Contact");
        request.Content = new StringContent("<Contact><LastName>By XML</LastName><Birthdate>1990-02-03</Birthdate></Contact>", Encoding.UTF8, "application/xml");
        request.Headers.Accept.ParseAdd("application/xml");
        XElement created = XElement.Parse(await SendAsync(request));
        created.Element("success")!.Value.Should().Be("true");
        string id = created.Element("id")!.Value;
        using HttpRequestMessage change = Request("PATCH", "/sobjects/Contact/" + id);
        change.Content = new StringContent("<Contact xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><Birthdate xsi:nil='true'/><Title>T</Title></Contact>", Encoding.UTF8, "application/xml");
        await SendAsync(change);
        JsonElement read = await _client.GetAsync("/sobjects/Contact/" + id);
        (read.GetProperty("LastName").GetString(), read.GetProperty("Birthdate").ValueKind, read.GetProperty("Title").GetString()).Should().Be(("By XML", JsonValueKind.Null, "T"));
        using HttpRequestMessage torn = Request("POST", "/sobjects/Contact");
        torn.Content = new StringContent("<Contact><LastName>", Encoding.UTF8, "application/xml");
        (await SendAsync(torn)).Should().Contain("XML_PARSER_ERROR");
    }

    [Theory]
    [InlineData("/sobjects/Contact", "application/xml")]
    [InlineData("/services/Soap/u/66.0", "text/xml")]
    [InlineData("/services/async/66.0/job", "application/xml")]
    public async Task Xml_that_is_nested_too_deeply_is_refused(string path, string mediaType)
    {
        using HttpRequestMessage request = Request("POST", path);
        request.Headers.TryAddWithoutValidation("X-SFDC-Session", fixture.Org.AccessToken);
        const int Levels = 20_000;
        StringBuilder nested = new(Levels * 7);
        nested.Insert(0, "<a>", Levels).Append("x").Insert(nested.Length, "</a>", Levels);
        string envelope = $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><sessionId>{fixture.Org.AccessToken}</sessionId></e:Header><e:Body><create><sObjects><type>Contact</type>{nested}</sObjects></create></e:Body></e:Envelope>";
        request.Content = new StringContent(path.Contains("Soap", StringComparison.Ordinal) ? envelope : nested.ToString(), Encoding.UTF8, mediaType);
        (await SendAsync(request)).Should().MatchRegex("XML_PARSER_ERROR|INVALID_SOAP_HEADER|InvalidXML");
    }

    [Fact]
    public async Task Pretty_printing_looks_as_an_orgs_does() =>
        (await TextAsync("POST", "/composite", $$"""{"compositeRequest":[{"method":"GET","url":"{{OrgClient.Root}}/sobjects/Foo","referenceId":"a"}]}""", ("X-PrettyPrint", "1"))).Should().Be(
            "{\n  \"compositeResponse\" : [ {\n    \"body\" : [ {\n      \"errorCode\" : \"NOT_FOUND\",\n      \"message\" : \"The requested resource does not exist\"\n    } ],\n" +
            "    \"httpHeaders\" : { },\n    \"httpStatusCode\" : 404,\n    \"referenceId\" : \"a\"\n  } ]\n}");

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Bodies_travel_compressed_both_ways(string encoding)
    {
        using MemoryStream packed = new();
        await using (Stream packing = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await packing.WriteAsync(Encoding.UTF8.GetBytes($$"""{"Name":"Packed","Description":"{{new string('x', 5000)}}"}"""));
        using HttpRequestMessage request = Request("POST", "/sobjects/Account");
        request.Content = new ByteArrayContent(packed.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add(encoding);
        string id = JsonDocument.Parse(await SendAsync(request)).RootElement.GetProperty("id").GetString()!;
        using HttpClient http = new();
        using HttpRequestMessage read = Request("GET", "/sobjects/Account/" + id);
        read.Headers.AcceptEncoding.ParseAdd(encoding);
        using HttpResponseMessage answer = await http.SendAsync(read);
        answer.Content.Headers.ContentEncoding.Should().Equal(encoding);
        Stream body = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : new ZLibStream(body, CompressionMode.Decompress);
        (await JsonDocument.ParseAsync(unpacked)).RootElement.GetProperty("Name").GetString().Should().Be("Packed");
        using HttpRequestMessage lie = Request("POST", "/sobjects/Account");
        lie.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        lie.Content.Headers.ContentEncoding.Add(encoding);
        (await SendAsync(lie)).Should().Contain("INVALID_CONTENT_ENCODING");
    }

    [Theory]
    [InlineData("//services/data/v66.0/sobjects/Account/")]
    [InlineData("/services/data/v45.0/SOBJECTS/account")]
    [InlineData("/services/data/v31.0//sobjects//Account//")]
    public async Task Path_may_have_slashes_too_many_and_any_case(string path) =>
        (await _client.SendAsync("GET", path)).Body.GetProperty("objectDescribe").GetProperty("name").GetString().Should().Be("Account");

    [Fact]
    public async Task Verb_may_stand_in_the_query_string()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Verb"}""");
        (await _client.SendAsync("POST", $"/sobjects/Account/{id}?_HttpMethod=PATCH", """{"Site":"patched"}""")).Status.Should().Be(204);
        (await _client.GetAsync("/sobjects/Account/" + id)).GetProperty("Site").GetString().Should().Be("patched");
        (await _client.SendAsync("POST", $"/sobjects/Account/{id}?_HttpMethod=DELETE")).Status.Should().Be(204);
    }

    [Fact]
    public async Task What_an_org_tells_of_its_user_interface_is_there()
    {
        (await _client.GetAsync("/sobjects/Account/describe/compactLayouts")).GetProperty("compactLayouts")[0].GetProperty("objectType").GetString().Should().Be("Account");
        (await _client.GetAsync("/tabs")).EnumerateArray().Select(tab => tab.GetProperty("sobjectName").GetString()).Should().Contain("Account");
        (await _client.GetAsync("/theme")).GetProperty("themeItems").GetArrayLength().Should().BePositive();
        (await _client.GetAsync("/sobjects/Account/listviews")).GetProperty("size").GetInt32().Should().Be(0);
        (await _client.SendAsync("GET", "/sobjects/Nope__c/quickActions")).Status.Should().Be(404);
    }

    private static async Task<string> SendAsync(HttpRequestMessage request)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private HttpRequestMessage Request(string method, string path)
    {
        HttpRequestMessage request = new(new HttpMethod(method), new Uri(fixture.Org.Url, path.StartsWith("/services", StringComparison.Ordinal) ? path : OrgClient.Root + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Org.AccessToken);
        return request;
    }

    private async Task<string> TextAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Request(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }
}
