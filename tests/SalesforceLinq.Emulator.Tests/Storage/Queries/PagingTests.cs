using System.Text.Json.Nodes;

namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

public sealed class PagingTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public void Large_result_comes_in_pages_of_the_batch_size_in_order()
    {
        Fill(4500);
        JsonObject page = _store.Query("SELECT Name FROM Account ORDER BY Name DESC");
        List<string> names = [];
        List<int> sizes = [];
        while (true)
        {
            page["totalSize"]!.GetValue<int>().Should().Be(4500);
            sizes.Add(page["records"]!.AsArray().Count);
            names.AddRange(page["records"]!.AsArray().Select(row => row!["Name"]!.GetValue<string>()));
            if (page["done"]!.GetValue<bool>())
                break;
            page = _store.Page(page["nextRecordsUrl"]!.GetValue<string>());
        }

        sizes.Should().Equal(2000, 2000, 500);
        names.Should().HaveCount(4500).And.BeInDescendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
        page.Select(member => member.Key).Should().Equal("totalSize", "done", "records");
    }

    [Fact]
    public void Pages_show_the_rows_of_the_beginning_though_others_come()
    {
        Fill(300);
        _store.Context = _store.Context with { BatchSize = 200 };
        JsonObject first = _store.Query("SELECT Name FROM Account ORDER BY Name");
        first["nextRecordsUrl"]!.GetValue<string>().Should().MatchRegex("^/services/data/v66.0/query/[0-9A-Za-z]{18}-200$");
        _store.Insert("Account", ("Name", "A0000"));
        JsonObject second = _store.Page(first["nextRecordsUrl"]!.GetValue<string>());
        second["records"]!.AsArray().Should().HaveCount(100);
        second["records"]![0]!["Name"]!.GetValue<string>().Should().Be("A00201");
    }

    [Fact]
    public void Long_text_cuts_pages_to_a_thousand()
    {
        Fill(1500);
        _store.Query("SELECT Name, Description FROM Account")["records"]!.AsArray().Should().HaveCount(1000);
    }

    [Fact]
    public void Long_child_list_pages_by_itself()
    {
        string account = _store.Insert("Account", ("Name", "Acme"));
        for (int i = 0; i < 1200; i++)
            _store.Insert("Contact", ("LastName", $"C{i:D4}"), ("AccountId", account));
        JsonNode contacts = _store.Query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account")["records"]![0]!["Contacts"]!;
        contacts["totalSize"]!.GetValue<int>().Should().Be(1200);
        contacts["done"]!.GetValue<bool>().Should().BeFalse();
        List<string> names = [.. contacts["records"]!.AsArray().Select(row => row!["LastName"]!.GetValue<string>())];
        JsonObject next = _store.Page(contacts["nextRecordsUrl"]!.GetValue<string>());
        names.AddRange(next["records"]!.AsArray().Select(row => row!["LastName"]!.GetValue<string>()));
        names.Should().HaveCount(1200).And.BeInAscendingOrder(StringComparer.Ordinal);
        next["done"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public void Child_rows_count_toward_the_page()
    {
        for (int a = 1; a <= 300; a++)
        {
            string account = _store.Insert("Account", ("Name", $"A{a}"));
            for (int i = 0; i < 10; i++)
                _store.Insert("Contact", ("LastName", $"C{i}"), ("AccountId", account));
        }

        JsonObject page = _store.Query("SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
        page["records"]!.AsArray().Should().HaveCount(181);
        int rows = page["records"]!.AsArray().Count;
        while (!page["done"]!.GetValue<bool>())
        {
            page = _store.Page(page["nextRecordsUrl"]!.GetValue<string>());
            rows += page["records"]!.AsArray().Count;
        }

        rows.Should().Be(300);
    }

    public void Dispose() => _store.Dispose();

    private void Fill(int count)
    {
        _store.Execute("BEGIN");
        for (int i = 1; i <= count; i++)
            _store.Insert("Account", ("Name", $"A{i:D5}"));
        _store.Execute("COMMIT");
    }
}
