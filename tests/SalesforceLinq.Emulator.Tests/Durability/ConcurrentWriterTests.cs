using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Durability;

public sealed class ConcurrentWriterTests
{
    private const int Writers = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sixteen_writers_lose_nothing_while_others_read(bool inFile)
    {
        using DurableOrg file = new();
        await using EmulatedOrg org = inFile ? await file.StartAsync() : await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using OrgClient client = new(org);
        string shared = await client.CreateAsync("Account", """{"Name":"Shared","NumberOfEmployees":0}""");
        ConcurrentDictionary<string, string> created = new();
        using CancellationTokenSource end = new();
        Task reading = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                // Every collection is one transaction: nobody ever sees half of one.
                int seen = (await client.QueryAsync("SELECT COUNT() FROM Contact")).GetProperty("totalSize").GetInt32();
                (seen % 10).Should().Be(0);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int turn = 0; turn < 8; turn++)
            {
                string account = $"Writer {writer} turn {turn}";
                created[await client.CreateAsync("Account", JsonSerializer.Serialize(new { Name = account }))] = account;
                var records = Enumerable.Range(0, 10).Select(number => new { attributes = new { type = "Contact" }, LastName = $"{writer}-{turn}-{number}" }).ToList();
                (_, JsonElement results, _) = await client.SendAsync("POST", "/composite/sobjects", JsonSerializer.Serialize(new { allOrNone = true, records }));
                for (int number = 0; number < 10; number++)
                    created[results[number].GetProperty("id").GetString()!] = records[number].LastName;
                (await client.SendAsync("PATCH", "/sobjects/Account/" + shared, $$"""{"NumberOfEmployees":{{writer}}}""")).Status.Should().Be(204);
            }
        })));
        await end.CancelAsync();
        await reading;
        created.Should().HaveCount(Writers * 8 * 11);
        Dictionary<string, string> stored = await AllAsync(client, "SELECT Id, Name FROM Account WHERE Name LIKE 'Writer%'", "Name");
        foreach ((string id, string name) in await AllAsync(client, "SELECT Id, LastName FROM Contact", "LastName"))
            stored.Add(id, name);
        stored.Should().BeEquivalentTo(created);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Collection_that_is_all_or_none_is_undone_as_a_whole_and_alone(bool inFile)
    {
        using DurableOrg file = new();
        await using EmulatedOrg org = inFile ? await file.StartAsync() : await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using OrgClient client = new(org);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            string bad = writer % 2 == 0 ? "null" : "\"Good\"";
            string json = $$"""{"allOrNone":true,"records":[{"attributes":{"type":"Contact"},"LastName":"{{writer}}"},{"attributes":{"type":"Contact"},"LastName":{{bad}}}]}""";
            (await client.SendAsync("POST", "/composite/sobjects", json)).Body[0].GetProperty("success").GetBoolean().Should().Be(writer % 2 == 1);
        }));
        (await client.QueryAsync("SELECT COUNT() FROM Contact")).GetProperty("totalSize").GetInt32().Should().Be(Writers);

        // Within a composite request that goes on: the collection is undone, what stands beside it is not.
        const string Json = """
            {"compositeRequest":[
              {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Beside"}},
              {"method":"POST","url":"/services/data/v66.0/composite/sobjects","referenceId":"c","body":{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"Undone"},{"attributes":{"type":"Account"}}]}}]}
            """;
        (await client.SendAsync("POST", "/composite", Json)).Status.Should().Be(200);
        (await client.QueryAsync("SELECT Name FROM Account")).GetProperty("records").EnumerateArray().Select(row => row.GetProperty("Name").GetString()).Should().Equal("Beside");
    }

    private static async Task<Dictionary<string, string>> AllAsync(OrgClient client, string soql, string field)
    {
        JsonElement page = await client.QueryAsync(soql);
        return page.GetProperty("records").EnumerateArray().ToDictionary(row => row.GetProperty("Id").GetString()!, row => row.GetProperty(field).GetString()!);
    }
}
