using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>Values the org computes: formulas with a delegate, roll-up summaries, and the totals of standard objects.</summary>
public sealed class ComputedValueTests : IAsyncLifetime
{
    private EmulatedOrg _org = null!;
    private OrgClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard()
                .WithObject("Invoice__c", o => o
                    .Number("Discount__c", 5, 2)
                    .RollUp("Lines__c", RollUpFunction.Count, "Line__c", "Invoice__c")
                    .RollUp("Total__c", RollUpFunction.Sum, "Line__c", "Invoice__c", "Price__c")
                    .RollUp("Least__c", RollUpFunction.Minimum, "Line__c", "Invoice__c", "Price__c")
                    .RollUp("Most__c", RollUpFunction.Maximum, "Line__c", "Invoice__c", "Price__c")
                    .Formula("Due__c", "currency", row => (double?)row["Total__c"] - (row["Discount__c"] as double? ?? 0))
                    .Formula("IsLarge__c", "boolean", row => row["Due__c"] is > 100.0))
                .WithObject("Line__c", o => o.MasterDetail("Invoice__c", "Invoice__c", "Lines").Number("Price__c", 16, 2).Number("Quantity__c", 16, 2)
                    .Formula("Label__c", "string", row => $"{row["Name"]}: {row["Quantity__c"]}")),
        });
        _client = new OrgClient(_org);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task Roll_ups_and_formulas_follow_the_details()
    {
        string invoice = await _client.CreateAsync("Invoice__c", """{"Discount__c":5}""");
        (await TotalsAsync(invoice)).Should().Be("0.0 0.0 null null -5.0 false", "there is nothing to sum up yet");
        string first = await _client.CreateAsync("Line__c", $$"""{"Name":"L1","Invoice__c":"{{invoice}}","Price__c":80,"Quantity__c":2}""");
        string second = await _client.CreateAsync("Line__c", $$"""{"Invoice__c":"{{invoice}}","Price__c":40.5}""");
        (await TotalsAsync(invoice)).Should().Be("2.0 120.5 40.5 80.0 115.5 true");
        (await _client.GetAsync("/sobjects/Line__c/" + first)).GetProperty("Label__c").GetString().Should().Be("L1: 2");
        (await _client.SendAsync("PATCH", "/sobjects/Line__c/" + second, """{"Price__c":10}""")).Status.Should().Be(204);
        (await TotalsAsync(invoice)).Should().Be("2.0 90.0 10.0 80.0 85.0 false");
        (await _client.SendAsync("DELETE", "/sobjects/Line__c/" + first)).Status.Should().Be(204);
        (await TotalsAsync(invoice)).Should().Be("1.0 10.0 10.0 10.0 5.0 false");
        (await _client.QueryAsync("SELECT Id FROM Invoice__c WHERE Total__c = 10 AND Due__c < 6 AND IsLarge__c = false")).GetProperty("totalSize").GetInt32().Should().Be(1);
        (int status, JsonElement body, _) = await _client.SendAsync("PATCH", "/sobjects/Invoice__c/" + invoice, """{"Total__c":1}""");
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("INVALID_FIELD_FOR_INSERT_UPDATE");
        (await _client.SendAsync("DELETE", "/sobjects/Invoice__c/" + invoice)).Status.Should().Be(204);
    }

    [Fact]
    public async Task Roll_ups_count_what_comes_back_out_of_the_recycle_bin()
    {
        using SoapClient soap = new(_org);
        string invoice = await _client.CreateAsync("Invoice__c", "{}");
        string first = await _client.CreateAsync("Line__c", $$"""{"Invoice__c":"{{invoice}}","Price__c":80}""");
        await _client.CreateAsync("Line__c", $$"""{"Invoice__c":"{{invoice}}","Price__c":40.5}""");
        (await _client.SendAsync("DELETE", "/sobjects/Line__c/" + first)).Status.Should().Be(204);
        await soap.ResultsAsync($"<u:undelete><u:ids>{first}</u:ids></u:undelete>");
        (await TotalsAsync(invoice)).Should().Be("2.0 120.5 40.5 80.0 120.5 true");
        (await _client.SendAsync("DELETE", "/sobjects/Invoice__c/" + invoice)).Status.Should().Be(204);
        await soap.ResultsAsync($"<u:undelete><u:ids>{invoice}</u:ids></u:undelete>");
        (await TotalsAsync(invoice)).Should().Be("2.0 120.5 40.5 80.0 120.5 true");
    }

    [Fact]
    public async Task Products_make_up_the_amount_of_an_opportunity()
    {
        string book = await _client.CreateAsync("Pricebook2", """{"Name":"Book","IsActive":true}""");
        string product = await _client.CreateAsync("Product2", """{"Name":"Bolt"}""");
        string entry = await _client.CreateAsync("PricebookEntry", $$"""{"Pricebook2Id":"{{book}}","Product2Id":"{{product}}","UnitPrice":10,"IsActive":true}""");
        string deal = await _client.CreateAsync("Opportunity", """{"Name":"Deal","StageName":"Prospecting","CloseDate":"2024-12-31","Amount":5}""");
        string line = await _client.CreateAsync("OpportunityLineItem", $$"""{"OpportunityId":"{{deal}}","PricebookEntryId":"{{entry}}","Quantity":3,"UnitPrice":9}""");
        await _client.CreateAsync("OpportunityLineItem", $$"""{"OpportunityId":"{{deal}}","PricebookEntryId":"{{entry}}","Quantity":1,"UnitPrice":3}""");
        JsonElement read = await _client.GetAsync("/sobjects/Opportunity/" + deal);
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/OpportunityLineItem", $$"""{"OpportunityId":"{{deal}}","Quantity":1,"UnitPrice":3}""");
        status.Should().Be(400);
        body[0].GetProperty("message").GetString().Should().Be("Required fields are missing: [PricebookEntryId]");
        read.GetProperty("HasOpportunityLineItem").GetBoolean().Should().BeTrue();
        read.GetProperty("Amount").GetDouble().Should().Be(30);
        read.GetProperty("ExpectedRevenue").GetDouble().Should().Be(3);
        (await _client.SendAsync("DELETE", "/sobjects/OpportunityLineItem/" + line)).Status.Should().Be(204);
        (await _client.GetAsync("/sobjects/Opportunity/" + deal)).GetProperty("Amount").GetDouble().Should().Be(3);
    }

    [Fact]
    public async Task Campaign_counts_its_members_and_its_opportunities()
    {
        string campaign = await _client.CreateAsync("Campaign", """{"Name":"Spring"}""");
        string lead = await _client.CreateAsync("Lead", """{"LastName":"L","Company":"C"}""");
        string contact = await _client.CreateAsync("Contact", """{"LastName":"K"}""");
        await _client.CreateAsync("CampaignMember", $$"""{"CampaignId":"{{campaign}}","LeadId":"{{lead}}","Status":"Responded"}""");
        await _client.CreateAsync("CampaignMember", $$"""{"CampaignId":"{{campaign}}","ContactId":"{{contact}}"}""");
        await _client.CreateAsync("Opportunity", $$"""{"Name":"D","StageName":"Closed Won","CloseDate":"2024-12-31","Amount":7,"CampaignId":"{{campaign}}"}""");
        await _client.CreateAsync("Opportunity", $$"""{"Name":"E","StageName":"Prospecting","CloseDate":"2024-12-31","Amount":5,"CampaignId":"{{campaign}}"}""");
        string[] totals =
        [
            "NumberOfLeads", "NumberOfConvertedLeads", "NumberOfContacts", "NumberOfResponses", "NumberOfOpportunities", "NumberOfWonOpportunities",
            "AmountAllOpportunities", "AmountWonOpportunities",
        ];
        JsonElement read = await _client.GetAsync("/sobjects/Campaign/" + campaign);
        string.Join(' ', totals.Select(field => read.GetProperty(field).GetRawText())).Should().Be("1 0 1 1 2 1 12.0 7.0");
    }

    [Fact]
    public async Task Member_of_a_campaign_shows_where_the_person_lives()
    {
        string campaign = await _client.CreateAsync("Campaign", """{"Name":"Spring"}""");
        string lead = await _client.CreateAsync("Lead", """{"LastName":"L","Company":"C","City":"Bonn","Fax":"1"}""");
        string contact = await _client.CreateAsync("Contact", """{"LastName":"K","MailingCity":"Ulm","MobilePhone":"2"}""");
        foreach ((string field, string person) in ((string, string)[])[("LeadId", lead), ("ContactId", contact)])
            await _client.CreateAsync("CampaignMember", $$"""{"CampaignId":"{{campaign}}","{{field}}":"{{person}}"}""");
        JsonElement members = (await _client.QueryAsync("SELECT City, Fax, MobilePhone FROM CampaignMember ORDER BY City")).GetProperty("records");
        members[0].GetProperty("City").GetString().Should().Be("Bonn");
        members[0].GetProperty("Fax").GetString().Should().Be("1");
        members[1].GetProperty("City").GetString().Should().Be("Ulm");
        members[1].GetProperty("MobilePhone").GetString().Should().Be("2");
    }

    [Fact]
    public async Task Contract_ends_with_its_term_and_remembers_who_activated_it()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"A"}""");
        string contract = await _client.CreateAsync("Contract", $$"""{"AccountId":"{{account}}","StartDate":"2024-03-01","ContractTerm":12}""");
        JsonElement draft = await _client.GetAsync("/sobjects/Contract/" + contract);
        draft.GetProperty("EndDate").GetString().Should().Be("2025-02-28");
        draft.GetProperty("StatusCode").GetString().Should().Be("Draft");
        draft.GetProperty("ActivatedDate").ValueKind.Should().Be(JsonValueKind.Null);
        (await _client.SendAsync("PATCH", "/sobjects/Contract/" + contract, """{"Status":"Activated"}""")).Status.Should().Be(204);
        JsonElement active = await _client.GetAsync("/sobjects/Contract/" + contract);
        active.GetProperty("StatusCode").GetString().Should().Be("Activated");
        active.GetProperty("ActivatedDate").GetString().Should().Be(active.GetProperty("LastModifiedDate").GetString());
        active.GetProperty("ActivatedById").GetString().Should().Be(active.GetProperty("LastModifiedById").GetString());
    }

    [Fact]
    public async Task Order_has_the_category_of_its_status()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"A"}""");
        string order = await _client.CreateAsync("Order", $$"""{"AccountId":"{{account}}","EffectiveDate":"2024-03-01","Status":"Draft"}""");
        (await _client.GetAsync("/sobjects/Order/" + order)).GetProperty("StatusCode").GetString().Should().Be("Draft");
        (await _client.SendAsync("PATCH", "/sobjects/Order/" + order, """{"Status":"Activated"}""")).Status.Should().Be(204);
        JsonElement active = await _client.GetAsync("/sobjects/Order/" + order);
        active.GetProperty("StatusCode").GetString().Should().Be("Activated");
        active.GetProperty("ActivatedDate").ValueKind.Should().Be(JsonValueKind.String);
    }

    private async Task<string> TotalsAsync(string invoice)
    {
        JsonElement read = await _client.GetAsync("/sobjects/Invoice__c/" + invoice);
        return string.Join(' ', ((string[])["Lines__c", "Total__c", "Least__c", "Most__c", "Due__c", "IsLarge__c"]).Select(field => read.GetProperty(field).GetRawText()));
    }
}
