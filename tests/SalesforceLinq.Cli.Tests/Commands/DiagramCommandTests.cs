using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class DiagramCommandTests(ToolOrg tool) : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Built_tool_draws_objects_as_mermaid()
    {
        ToolRun run = await BuiltTool.RunAsync("diagram", "--org", tool.Url, "--objects", "Invoice__c,Account", "--fields", "none");
        run.Code.Should().Be(0, run.Errors);
        run.Output.Should().Be("""
            erDiagram
                Account
                Invoice__c
                Account |o--o{ Account : MasterRecordId
                Account |o--o{ Account : ParentId
                Account |o--o{ Invoice__c : Account__c

            """);
        ToolRun keys = await ToolSession.RunOnceAsync("diagram", "-o", tool.Url, "--objects", "Invoice__c");
        keys.Output.Should().Contain("        string Number__c UK \"Number\"\n").And.Contain("        reference Account__c FK \"Account\"\n").And.NotContain("CreatedById");
    }

    [Fact]
    public async Task Svg_is_a_picture_of_its_own()
    {
        ToolRun run = await BuiltTool.RunAsync("diagram", "--org", tool.Url, "--objects", "Invoice__c,Account,Contact,Task", "--output", _folder["crm.svg"]);
        run.Code.Should().Be(0, run.Errors);
        XElement picture = XDocument.Parse(_folder.Content()["crm.svg"]).Root!;
        picture.Name.Should().Be(Svg + "svg");
        picture.Descendants(Svg + "text").Where(text => (string?)text.Attribute("class") == "name").Select(text => text.Value)
            .Should().BeEquivalentTo("Account", "Contact", "Invoice__c", "Task");
        picture.Descendants(Svg + "title").Select(title => title.Value).Should().Contain(["Invoice__c.Account__c refers to Account", "Account.MasterRecordId, ParentId refers to Account"]);
        _folder.Content()["crm.svg"].Should().NotContain("http://127.0.0.1").And.NotContain("<script").And.NotContain("href");
    }

    [Fact]
    public async Task Model_is_drawn_from_its_source_and_from_its_assembly()
    {
        await ToolSession.RunOnceAsync("scaffold", "-o", tool.Url, "--objects", "Account,Contact,Invoice__c,Task", "--output", _folder["Models"], "--context", "CrmContext");
        ToolRun source = await BuiltTool.RunAsync("diagram", "--model", _folder["Models"], "--fields", "none");
        source.Code.Should().Be(0, source.Errors);
        source.Output.Should().Contain("    Account |o--o{ Contact : AccountId\n").And.Contain("    Account |o--o{ Invoice : Account__c\n").And.Contain("    Account |o..o{ TaskRecord : WhatId\n");

        ToolRun assembly = await BuiltTool.RunAsync("diagram", "--model", typeof(DrawnContext).Assembly.Location, "--context", nameof(DrawnContext), "--fields", "all");
        assembly.Code.Should().Be(0, assembly.Errors);
        assembly.Output.Should().Be("""
            erDiagram
                DrawnAccount {
                    string Id PK
                    string Name
                }
                DrawnInvoice {
                    string Id PK
                    string Key UK "Key__c"
                    string AccountId FK "Account__c"
                    decimal Total "Total__c"
                }
                DrawnAccount |o--o{ DrawnInvoice : Account__c

            """);
    }

    [Fact]
    public async Task Scripts_get_the_diagram_as_data()
    {
        JObject diagram = JObject.Parse((await ToolSession.RunOnceAsync("diagram", "-o", tool.Url, "--objects", "Invoice__c,Account", "--json")).Output);
        diagram["entities"]!.Select(entity => (string?)entity["name"]).Should().Equal("Account", "Invoice__c");
        diagram["links"]!.Select(link => (string?)link["field"]).Should().Equal("MasterRecordId", "ParentId", "Account__c");
    }

    [Theory]
    [InlineData("", "What shall be drawn?")]
    [InlineData("--model /no/such/thing", "There is no file or folder")]
    [InlineData("--model . --objects Account", "needs neither an org nor --objects")]
    public async Task Wrong_settings_are_told(string options, string words)
    {
        ToolRun run = await ToolSession.RunOnceAsync(["diagram", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        run.Code.Should().Be(2);
        run.Failure.Should().Contain(words);
    }

    [Fact]
    public async Task Model_that_cannot_be_read_is_told()
    {
        await File.WriteAllTextAsync(_folder["a.cs"], "class A { NoSuchType B; }");
        (await ToolSession.RunOnceAsync("diagram", "--model", _folder.Path)).Failure.Should().Contain("does not compile by itself").And.Contain("NoSuchType");
        await File.WriteAllTextAsync(_folder["a.cs"], "class A;");
        (await ToolSession.RunOnceAsync("diagram", "--model", _folder.Path)).Failure.Should().Contain("no class that derives from SalesforceContext");
        await File.WriteAllTextAsync(_folder["a.dll"], "no assembly");
        (await ToolSession.RunOnceAsync("diagram", "--model", _folder["a.dll"])).Failure.Should().Contain("is no .NET assembly");
        ToolRun several = await ToolSession.RunOnceAsync("diagram", "--model", typeof(DrawnContext).Assembly.Location);
        several.Failure.Should().Contain("There are several contexts: DrawnContext, OtherDrawnContext. Say which by --context.");
    }
}

public sealed class DrawnContext(SalesforceContextOptions<DrawnContext> options) : SalesforceContext(options)
{
    public SObjectSet<DrawnInvoice> Invoices => Set<DrawnInvoice>();
}

public sealed class OtherDrawnContext : SalesforceContext;

[SObject("Account")]
public sealed class DrawnAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

[SObject("Invoice__c")]
public sealed class DrawnInvoice
{
    public string? Id { get; set; }

    [Field("Key__c", ExternalId = true)]
    public string? Key { get; set; }

    [Field("Account__c")]
    public string? AccountId { get; set; }

    [Relationship("Account__r")]
    public DrawnAccount? Account { get; set; }

    [Field("Total__c")]
    public decimal? Total { get; set; }
}
