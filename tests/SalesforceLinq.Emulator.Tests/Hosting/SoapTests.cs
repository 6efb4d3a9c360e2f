using System.Xml.Linq;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>The SOAP API's calls on records, over HTTP.</summary>
public sealed class SoapTests : IClassFixture<OrgFixture>, IDisposable
{
    private readonly EmulatedOrg _org;
    private readonly OrgClient _client;
    private readonly SoapClient _soap;

    public SoapTests(OrgFixture fixture)
    {
        (_org, _client) = (fixture.Org, fixture.Client);
        _soap = new SoapClient(_org);
    }

    public void Dispose() => _soap.Dispose();

    [Fact]
    public async Task Records_are_created_updated_and_deleted_one_by_one()
    {
        XElement[] created = await _soap.ResultsAsync($"<u:create>{SObject("Account", "<o:Name>Soap &amp; Co</o:Name>")}{SObject("Account", "<o:Site>No name</o:Site>")}</u:create>");
        created.Select(result => SoapClient.Text(result, "success")).Should().Equal("true", "false");
        XElement error = created[1].Elements().Single(element => element.Name.LocalName == "errors");
        SoapClient.Text(error, "statusCode").Should().Be("REQUIRED_FIELD_MISSING");
        SoapClient.Text(error, "fields").Should().Be("Name");
        SoapClient.Text(created[1], "id").Should().BeNull();
        string id = SoapClient.Text(created[0], "id")!;

        XElement updated = (await _soap.ResultsAsync($"<u:update>{SObject("Account", $"<o:fieldsToNull>Site</o:fieldsToNull><o:Id>{id}</o:Id><o:Phone>1</o:Phone>")}</u:update>")).Single();
        SoapClient.Text(updated, "success").Should().Be("true");
        (await _client.GetAsync("/sobjects/Account/" + id)).GetProperty("Name").GetString().Should().Be("Soap & Co");
        (await _client.GetAsync("/sobjects/Account/" + id)).GetProperty("Phone").GetString().Should().Be("1");
        XElement nobody = (await _soap.ResultsAsync($"<u:update>{SObject("Account", "<o:Phone>1</o:Phone>")}</u:update>")).Single();
        nobody.Descendants().Single(element => element.Name.LocalName == "statusCode").Value.Should().Be("MISSING_ARGUMENT");

        XElement[] deleted = await _soap.ResultsAsync($"<u:delete><u:ids>{id}</u:ids><u:ids>006i000004DAKd</u:ids></u:delete>");
        SoapClient.Text(deleted[0], "id").Should().Be(id);
        XElement bad = deleted[1].Elements().Single(element => element.Name.LocalName == "errors");
        (SoapClient.Text(bad, "statusCode"), SoapClient.Text(bad, "message")).Should().Be(("MALFORMED_ID", "bad id 006i000004DAKd"));
        (await _client.SendAsync("GET", "/sobjects/Account/" + id)).Status.Should().Be(404);
        SoapClient.Text((await _soap.ResultsAsync($"<u:undelete><u:ids>{id}</u:ids></u:undelete>")).Single(), "success").Should().Be("true");
        (await _client.SendAsync("GET", "/sobjects/Account/" + id)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Upsert_tells_what_it_made_and_takes_parents_by_their_keys()
    {
        string key = Guid.NewGuid().ToString("N");
        string Upsert(string fields) => $"<u:upsert><u:externalIDFieldName>Key__c</u:externalIDFieldName>{SObject("Account", fields)}</u:upsert>";
        XElement first = (await _soap.ResultsAsync(Upsert($"<o:Key__c>{key}</o:Key__c><o:Name>One</o:Name>"))).Single();
        XElement second = (await _soap.ResultsAsync(Upsert($"<o:Key__c>{key}</o:Key__c><o:Name>Two</o:Name>"))).Single();
        (SoapClient.Text(first, "created"), SoapClient.Text(second, "created")).Should().Be(("true", "false"));
        SoapClient.Text(second, "id").Should().Be(SoapClient.Text(first, "id"));
        XElement child = (await _soap.ResultsAsync($"<u:create>{SObject("Invoice__c", $"<o:Account__r><o:type>Account</o:type><o:Key__c>{key}</o:Key__c></o:Account__r>")}</u:create>")).Single();
        (await _client.GetAsync("/sobjects/Invoice__c/" + SoapClient.Text(child, "id"))).GetProperty("Account__c").GetString().Should().Be(SoapClient.Text(first, "id"));
        XElement wrong = (await _soap.ResultsAsync($"<u:upsert><u:externalIDFieldName>Site</u:externalIDFieldName>{SObject("Account", "<o:Name>x</o:Name>")}</u:upsert>")).Single();
        wrong.Descendants().Single(element => element.Name.LocalName == "statusCode").Value.Should().Be("INVALID_FIELD");
    }

    [Fact]
    public async Task All_or_none_undoes_the_records_that_were_good()
    {
        string name = Guid.NewGuid().ToString("N");
        XElement[] results = await _soap.ResultsAsync(
            $"<u:create>{SObject("Account", $"<o:Name>{name}</o:Name>")}{SObject("Account", "")}</u:create>", "<u:AllOrNoneHeader><u:allOrNone>true</u:allOrNone></u:AllOrNoneHeader>");
        results[0].Descendants().Single(element => element.Name.LocalName == "statusCode").Value.Should().Be("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        (await _client.QueryAsync($"SELECT Id FROM Account WHERE Name = '{name}'")).GetProperty("totalSize").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Query_answers_records_with_parents_children_and_nothing_where_nothing_is()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Parent <&>"}""");
        await _client.CreateAsync("Contact", $$"""{"LastName":"Child","AccountId":"{{account}}"}""");
        XElement result = (await _soap.ResultsAsync(
            $"<u:query><u:queryString>SELECT Name, Site, CreatedDate, AnnualRevenue, Owner.Name, (SELECT Id, LastName FROM Contacts) FROM Account WHERE Id = '{account}'</u:queryString></u:query>")).Single();
        (SoapClient.Text(result, "done"), SoapClient.Text(result, "queryLocator"), SoapClient.Text(result, "size")).Should().Be(("true", null, "1"));
        XElement record = result.Elements().Single(element => element.Name.LocalName == "records");
        record.Elements().Select(element => element.Name.LocalName).Should().Equal("type", "Id", "Name", "Site", "CreatedDate", "AnnualRevenue", "Owner", "Contacts");
        SoapClient.Text(record, "type").Should().Be("Account");
        SoapClient.Text(record, "Id").Should().BeNull("it was not asked for");
        SoapClient.Text(record, "Name").Should().EndWith("<&>");
        SoapClient.Text(record, "Site").Should().BeNull();
        SoapClient.Text(record, "CreatedDate").Should().MatchRegex(@"^[0-9-]{10}T[0-9:]{8}\.000Z$");
        SoapClient.Text(record.Elements().Single(element => element.Name.LocalName == "Owner"), "Name").Should().NotBeNull();
        XElement children = record.Elements().Single(element => element.Name.LocalName == "Contacts");
        SoapClient.Text(children, "size").Should().Be("1");
        XElement child = children.Elements().Single(element => element.Name.LocalName == "records");
        child.Elements().Select(element => element.Name.LocalName).Should().Equal("type", "Id", "Id", "LastName");
    }

    [Fact]
    public async Task Query_is_read_on_by_its_locator()
    {
        string header = "<u:QueryOptions><u:batchSize>200</u:batchSize></u:QueryOptions>";
        List<string?> ids = [];
        XElement page = (await _soap.ResultsAsync("<u:query><u:queryString>SELECT Id FROM Contact</u:queryString></u:query>", header)).Single();
        string size = SoapClient.Text(page, "size")!;
        while (true)
        {
            ids.AddRange(page.Elements().Where(element => element.Name.LocalName == "records").Select(record => SoapClient.Text(record, "Id")));
            if (SoapClient.Text(page, "done") == "true")
                break;
            page = (await _soap.ResultsAsync($"<u:queryMore><u:queryLocator>{SoapClient.Text(page, "queryLocator")}</u:queryLocator></u:queryMore>", header)).Single();
        }
        ids.Should().HaveCount(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture)).And.OnlyHaveUniqueItems().And.HaveCountGreaterThan(200);
        (await _soap.FaultAsync("<u:queryMore><u:queryLocator>01gD0000002HU6KIAW-2000</u:queryLocator></u:queryMore>")).Should().Be("INVALID_QUERY_LOCATOR");
    }

    [Fact]
    public async Task Query_all_finds_deleted_records_and_groups_are_records_too()
    {
        string name = Guid.NewGuid().ToString("N");
        string id = await _client.CreateAsync("Account", $$"""{"Name":"{{name}}"}""");
        await _client.SendAsync("DELETE", "/sobjects/Account/" + id);
        string text = $"<u:queryString>SELECT Name, COUNT(Id) number FROM Account WHERE Name = '{name}' GROUP BY Name</u:queryString>";
        (await _soap.ResultsAsync($"<u:query>{text}</u:query>")).Single().Elements().Should().NotContain(element => element.Name.LocalName == "records");
        XElement group = (await _soap.ResultsAsync($"<u:queryAll>{text}</u:queryAll>")).Single().Elements().Single(element => element.Name.LocalName == "records");
        (SoapClient.Text(group, "type"), SoapClient.Text(group, "Name"), SoapClient.Text(group, "number")).Should().Be(("AggregateResult", name, "1"));
    }

    [Fact]
    public async Task Retrieve_answers_each_record_in_its_place()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Retrieved"}""");
        XElement[] results = await _soap.ResultsAsync(
            $"<u:retrieve><u:fieldList>Name, Site</u:fieldList><u:sObjectType>Account</u:sObjectType><u:ids>001000000000001AAA</u:ids><u:ids>{id}</u:ids></u:retrieve>");
        results[0].IsEmpty.Should().BeTrue();
        (SoapClient.Text(results[1], "Id"), SoapClient.Text(results[1], "Name")).Should().Be((id, "Retrieved"));
        (await _soap.FaultAsync("<u:retrieve><u:fieldList>Name</u:fieldList><u:sObjectType>Nothing__c</u:sObjectType></u:retrieve>")).Should().Be("INVALID_TYPE");
        (await _soap.FaultAsync($"<u:retrieve><u:fieldList>Nothing__c</u:fieldList><u:sObjectType>Account</u:sObjectType><u:ids>{id}</u:ids></u:retrieve>")).Should().Be("INVALID_FIELD");
    }

    [Fact]
    public async Task Search_answers_what_it_finds()
    {
        string word = "w" + Guid.NewGuid().ToString("N");
        string id = await _client.CreateAsync("Account", $$"""{"Name":"{{word}}"}""");
        XElement result = (await _soap.ResultsAsync($$"""<u:search><u:searchString>FIND {{{word}}} RETURNING Account(Name)</u:searchString></u:search>""")).Single();
        XElement record = result.Elements().Single().Elements().Single();
        (record.Name.LocalName, SoapClient.Text(record, "type"), SoapClient.Text(record, "Name")).Should().Be(("record", "Account", word));
        id.Should().StartWith("001");
    }

    [Theory]
    [InlineData("<u:query><u:queryString>SELEKT</u:queryString></u:query>", "66.0", "MALFORMED_QUERY")]
    [InlineData("<u:query><u:queryString>SELECT Nothing FROM Account</u:queryString></u:query>", "66.0", "INVALID_FIELD")]
    [InlineData("<u:query><u:queryString>SELECT Id FROM Nothing</u:queryString></u:query>", "66.0", "INVALID_TYPE")]
    [InlineData("<u:query/>", "66.0", "MALFORMED_QUERY")]
    [InlineData("<u:queryMore/>", "66.0", "INVALID_QUERY_LOCATOR")]
    [InlineData("<u:search><u:searchString>word</u:searchString></u:search>", "66.0", "MALFORMED_SEARCH")]
    [InlineData("<u:convertLead/>", "66.0", "INVALID_OPERATION")]
    [InlineData("<u:query/>", "20.0", "UNSUPPORTED_API_VERSION")]
    [InlineData("<u:login/>", "65.0", "INVALID_OPERATION")]
    public async Task Call_that_cannot_be_answered_is_a_fault(string operation, string version, string code) => (await _soap.FaultAsync(operation, version)).Should().Be(code);

    [Fact]
    public async Task More_than_two_hundred_records_are_too_many() =>
        (await _soap.FaultAsync($"<u:delete>{string.Concat(Enumerable.Repeat("<u:ids>001000000000001AAA</u:ids>", 201))}</u:delete>")).Should().Be("EXCEEDED_ID_LIMIT");

    [Fact]
    public async Task Call_counts_as_a_request_and_needs_a_session()
    {
        await _soap.ResultsAsync("<u:getServerTimestamp/>");
        _org.Requests.Last().ApiCalls.Should().Be(1);
        _soap.Session = "nobody";
        (await _soap.FaultAsync("<u:query><u:queryString>SELECT Id FROM Account</u:queryString></u:query>")).Should().Be("INVALID_SESSION_ID");
        _org.Requests.Last().ApiCalls.Should().Be(0);
    }

    private static string SObject(string type, string fields) => $"<u:sObjects><o:type>{type}</o:type>{fields}</u:sObjects>";
}
