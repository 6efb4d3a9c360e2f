using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Durability;

public sealed class RestartTests : IDisposable
{
    private static readonly OrgSchema Invoices = OrgSchema.Standard().WithObject("Invoice__c", o => o.AutoNumberName("INV-{0000}").Currency("Amount__c"));

    private readonly DurableOrg _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Records_recycle_bin_auto_numbers_and_ids_go_on_where_they_were()
    {
        string kept, deleted, invoice;
        await using (EmulatedOrg org = await _file.StartAsync(Invoices))
        {
            using OrgClient client = new(org);
            kept = await client.CreateAsync("Account", """{"Name":"Kept"}""");
            deleted = await client.CreateAsync("Account", """{"Name":"Deleted"}""");
            (await client.SendAsync("DELETE", "/sobjects/Account/" + deleted)).Status.Should().Be(204);
            invoice = await client.CreateAsync("Invoice__c", "{}");
        }
        await using (EmulatedOrg org = await _file.StartAsync(Invoices))
        {
            using OrgClient client = new(org);
            (await client.GetAsync("/sobjects/Account/" + kept)).GetProperty("Name").GetString().Should().Be("Kept");
            JsonElement bin = await client.GetAsync("/queryAll?q=" + Uri.EscapeDataString("SELECT Id FROM Account WHERE IsDeleted = true"));
            bin.GetProperty("records").EnumerateArray().Select(row => row.GetProperty("Id").GetString()).Should().Equal(deleted);
            string next = await client.CreateAsync("Invoice__c", "{}");
            string.CompareOrdinal(next[..15], invoice[..15]).Should().BePositive();
            (await client.GetAsync("/sobjects/Invoice__c/" + next)).GetProperty("Name").GetString().Should().Be("INV-0002");
        }
    }

    [Fact]
    public async Task Id_is_never_given_twice_even_if_its_record_is_gone_for_good()
    {
        string gone;
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            gone = await client.CreateAsync("Account", """{"Name":"Gone"}""");
        }
        SqliteConnection.ClearAllPools();
        await using (SqliteConnection connection = new($"Data Source={_file.File};Pooling=False"))
        {
            connection.Open();
            connection.CreateCollation("SALESFORCE", (left, right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase));
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DELETE FROM Account";
            command.ExecuteNonQuery().Should().Be(1);
        }
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            string next = await client.CreateAsync("Account", """{"Name":"Next"}""");
            string.CompareOrdinal(next[..15], gone[..15]).Should().BePositive();
        }
    }

    [Fact]
    public async Task Cursor_of_a_query_and_of_its_children_is_read_on_after_a_restart()
    {
        string next, nextChildren;
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            string account = await client.CreateAsync("Account", """{"Name":"Parent"}""");
            await LoadContactsAsync(client, 700, account);
            (_, JsonElement page, _) = await client.SendAsync("GET", "/query?q=SELECT+LastName+FROM+Contact+ORDER+BY+LastName", null, ("Sforce-Query-Options", "batchSize=300"));
            next = page.GetProperty("nextRecordsUrl").GetString()!;
            JsonElement parents = await client.QueryAsync("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account");
            nextChildren = parents.GetProperty("records")[0].GetProperty("Contacts").GetProperty("nextRecordsUrl").GetString()!;
        }
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            List<string> names = [];
            for (string? url = next; url is not null;)
            {
                (int status, JsonElement page, _) = await client.SendAsync("GET", url);
                status.Should().Be(200);
                page.GetProperty("totalSize").GetInt32().Should().Be(700);
                names.AddRange(page.GetProperty("records").EnumerateArray().Select(row => row.GetProperty("LastName").GetString()!));
                url = page.TryGetProperty("nextRecordsUrl", out JsonElement more) ? more.GetString() : null;
            }
            names.Should().Equal(Enumerable.Range(300, 400).Select(NameOf));
            (await client.GetAsync(nextChildren)).GetProperty("records").EnumerateArray().Select(row => row.GetProperty("LastName").GetString())
                .Should().Equal(Enumerable.Range(500, 200).Select(NameOf));

            // A cursor opened now gets a locator of its own.
            (_, JsonElement fresh, _) = await client.SendAsync("GET", "/query?q=SELECT+Id+FROM+Contact", null, ("Sforce-Query-Options", "batchSize=300"));
            fresh.GetProperty("nextRecordsUrl").GetString().Should().NotBe(next);
        }
    }

    [Fact]
    public async Task Cursor_that_was_killed_or_reset_away_does_not_come_back_from_the_file()
    {
        async Task<string> OpenAsync(OrgClient by) => (await by.SendAsync("GET", "/query?q=SELECT+Id+FROM+Contact", null, ("Sforce-Query-Options", "batchSize=200")))
            .Body.GetProperty("nextRecordsUrl").GetString()!;
        string killed;
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            await LoadContactsAsync(client, 250, null);
            killed = await OpenAsync(client);
            org.Faults.Next(Fault.DeadCursor);
            (await client.SendAsync("GET", killed)).Status.Should().Be(400);
            (await client.SendAsync("GET", killed)).Status.Should().Be(400);
        }
        await using (EmulatedOrg org = await _file.StartAsync())
        {
            using OrgClient client = new(org);
            (await client.SendAsync("GET", killed)).Status.Should().Be(400, "the file forgot it, too");
            string reset = await OpenAsync(client);
            await org.ResetAsync();
            using OrgClient later = new(org);
            (await later.SendAsync("GET", reset)).Status.Should().Be(400);
        }
    }

    [Fact]
    public async Task Two_orgs_cannot_have_one_file()
    {
        await using EmulatedOrg first = await _file.StartAsync();
        (await FluentActions.Awaiting(() => _file.StartAsync()).Should().ThrowAsync<IOException>()).WithMessage($"*{_file.File}*in use by another emulated org*");
    }

    [Fact]
    public async Task File_that_is_none_of_an_org_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(_file.File, "This is a letter, and long enough to be taken for a header of a database by nobody at all.");
        (await FluentActions.Awaiting(() => _file.StartAsync()).Should().ThrowAsync<IOException>()).WithMessage("*is no SQLite database*");
        (await File.ReadAllTextAsync(_file.File)).Should().StartWith("This is a letter");

        File.Delete(_file.File);
        Execute("CREATE TABLE Mine (Id INTEGER)");
        (await FluentActions.Awaiting(() => _file.StartAsync()).Should().ThrowAsync<IOException>()).WithMessage("*none of an emulated org*");
    }

    [Fact]
    public async Task File_of_another_format_is_refused()
    {
        await (await _file.StartAsync()).DisposeAsync();
        Execute("PRAGMA user_version = 99");
        (await FluentActions.Awaiting(() => _file.StartAsync()).Should().ThrowAsync<IOException>()).WithMessage("*format 99*");
    }

    [Fact]
    public async Task Folder_that_is_missing_is_named()
    {
        string path = Path.Combine(Path.GetDirectoryName(_file.File)!, "nowhere", "org.db");
        (await FluentActions.Awaiting(() => EmulatedOrg.StartAsync(new EmulatedOrgOptions { DatabasePath = path })).Should().ThrowAsync<IOException>())
            .WithMessage("*there is no folder*nowhere*");
    }

    [Fact]
    public async Task File_locked_by_somebody_else_is_refused()
    {
        await (await _file.StartAsync()).DisposeAsync();
        using SqliteConnection other = new($"Data Source={_file.File};Pooling=False");
        other.Open();
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;";
        command.ExecuteNonQuery();
        (await FluentActions.Awaiting(() => _file.StartAsync()).Should().ThrowAsync<IOException>()).WithMessage("*locked by another process*");
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_file.File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string NameOf(int number) => "Number " + number.ToString("0000", CultureInfo.InvariantCulture);

    private static async Task LoadContactsAsync(OrgClient client, int count, string? account)
    {
        foreach (int[] part in Enumerable.Range(0, count).Chunk(200))
        {
            var records = part.Select(number => new { attributes = new { type = "Contact" }, LastName = NameOf(number), AccountId = account });
            (await client.SendAsync("POST", "/composite/sobjects", JsonSerializer.Serialize(new { allOrNone = true, records }))).Status.Should().Be(200);
        }
    }
}
