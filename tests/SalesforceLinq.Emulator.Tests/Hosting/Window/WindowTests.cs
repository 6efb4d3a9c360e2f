using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting.Window;

/// <summary>The window, driven in a real browser.</summary>
public sealed class WindowTests : IAsyncLifetime
{
    private EmulatedOrg _org = null!;
    private OrgClient _client = null!;
    private Chromium? _browser;
    private BrowserPage _page = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None with { Accounts = 30, Contacts = 250 } });
        _client = new OrgClient(_org);
        _browser = await Chromium.StartAsync();
        _page = await _browser.OpenAsync(_org.Url);
        await _page.UntilAsync("document.querySelectorAll('#rows tbody tr').length > 0 && document.querySelector('#live').textContent === 'live' && document.querySelector('#usage-text').textContent");
    }

    public async Task DisposeAsync()
    {
        if (_browser is null)
            return;
        await _page.DisposeAsync();
        await _browser.DisposeAsync();
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [SkippableFact]
    public async Task Window_shows_objects_with_counts_rows_page_by_page_and_one_record()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        (await _page.TextAsync("#objects [data-object=Account] .count")).Should().Be("30");
        await _page.EvaluateAsync("document.querySelector('#objects [data-object=Contact]').click()");
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('rows 1–100 of 250')");
        (await CountAsync("#rows tbody tr")).Should().Be(100);
        await _page.PressAsync("ArrowRight", modifiers: 1);
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('rows 101–200 of 250')");
        await _page.EvaluateAsync("document.querySelector('#next').click()");
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('rows 201–250 of 250') && document.querySelector('#next').disabled");

        // From the keyboard: the first row, its record, the account it belongs to, and back.
        await _page.EvaluateAsync("document.querySelector('#rows tbody tr').focus()");
        await _page.PressAsync("ArrowDown");
        await _page.PressAsync("Enter");
        await _page.UntilAsync("document.querySelector('#record').open && document.querySelector('#record-title').textContent.startsWith('Contact 003')");
        (await _page.TextAsync("#fields")).Should().Contain("LastName").And.Contain("SystemModstamp");
        await _page.EvaluateAsync("[...document.querySelectorAll('#fields tr')].find(row => row.cells[0].textContent === 'OwnerId').querySelector('a').click()");
        await _page.UntilAsync("document.querySelector('#record-title').textContent.startsWith('User 005')");
        await _page.PressAsync("Escape");
        await _page.UntilAsync("!document.querySelector('#record').open");
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Window_finds_an_object_from_the_keyboard()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await _page.EvaluateAsync("document.activeElement.blur()");
        await _page.PressAsync("/");
        await _page.TypeAsync("profile");
        await _page.UntilAsync("document.querySelectorAll('#objects button').length >= 1 && document.querySelector('#objects button').dataset.object === 'Profile'");
        await _page.PressAsync("Enter");
        await _page.UntilAsync("document.querySelector('#soql').value.includes('FROM Profile') && document.querySelector('#summary').textContent.startsWith('2 rows')");
        (await _page.TextAsync("#objects [aria-current=true] .name")).Should().Be("Profile");
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Window_runs_soql_and_shows_rows_parents_groups_and_errors()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await RunAsync("SELECT LastName, Account.Name, (SELECT Id FROM Tasks) FROM Contact WHERE AccountId != null ORDER BY LastName LIMIT 5");
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('5 rows')");
        (await _page.TextAsync("#rows thead")).Should().Contain("Account.Name");
        await RunAsync("SELECT COUNT(Id) n FROM Contact");
        await _page.UntilAsync("document.querySelector('#rows tbody')?.innerText.trim() === '250'");
        await RunAsync("SELECT Nonsense FROM Contact");
        await _page.UntilAsync("!document.querySelector('#error').hidden");
        (await _page.TextAsync("#error")).Should().Contain("INVALID_FIELD").And.Contain("Nonsense");
        (await CountAsync("#rows tbody tr")).Should().Be(0);
        await RunAsync("SELECT Id FROM Contact LIMIT 1");
        await _page.UntilAsync("document.querySelector('#error').hidden && document.querySelector('#summary').textContent.startsWith('1 row')");
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Window_lists_requests_as_they_come()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await _client.SendAsync("GET", "/sobjects/Account/001000000000000AAA");
        await _client.CreateAsync("Account", """{"Name":"Seen at once"}""");
        await _page.UntilAsync("document.querySelectorAll('#requests tr.request').length === 2");
        (await _page.TextAsync("#requests tbody tr")).Should().Contain("201").And.Contain("POST").And.Contain("/services/data/v66.0/sobjects/Account").And.Contain("ms");
        (await _page.TextAsync("#usage-text")).Should().StartWith("2 of");
        await _page.UntilAsync("document.querySelector('#objects [data-object=Account] .count').textContent === '31'");

        await _page.EvaluateAsync("document.querySelector('#requests tr.request').click()");
        (await _page.TextAsync("#requests tr.body")).Should().Contain("Seen at once");
        await _page.EvaluateAsync("document.querySelector('#failed-only').click()");
        (await CountAsync("#requests tr.request:not([hidden])")).Should().Be(1);

        await _page.EvaluateAsync("document.querySelector('#pause').click()");
        await _client.GetAsync("/limits");
        await Task.Delay(1500);
        (await CountAsync("#requests tr.request")).Should().Be(2);
        await _page.EvaluateAsync("document.querySelector('#pause').click()");
        await _page.UntilAsync("document.querySelectorAll('#requests tr.request').length === 3");
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Hostile_values_are_shown_as_text()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        const string Hostile = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
        string id = await _client.CreateAsync("Account", JsonSerializer.Serialize(new { Name = Hostile, Description = Hostile }));
        await _client.GetAsync("/query?q=" + Uri.EscapeDataString(Hostile));
        await RunAsync($"SELECT Name, Description FROM Account WHERE Id = '{id}'");
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('1 row')");
        (await _page.TextAsync("#rows tbody td")).Should().Be(Hostile);
        await _page.EvaluateAsync("document.querySelector('#rows tbody tr').click()");
        await _page.UntilAsync("document.querySelector('#record').open");
        await RunAsync(Hostile);
        await _page.UntilAsync("!document.querySelector('#error').hidden");
        await _page.UntilAsync("document.querySelector('#requests').innerText.includes('onerror')");
        (await _page.EvaluateAsync("window.hit ?? 0")).GetInt32().Should().Be(0);
        (await CountAsync("img[src=x], table script")).Should().Be(0);
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Deleted_rows_are_shown_when_asked_for()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        string id = await _client.CreateAsync("Account", """{"Name":"In the bin"}""");
        await _client.SendAsync("DELETE", "/sobjects/Account/" + id);
        await RunAsync("SELECT Id, Name, IsDeleted FROM Account WHERE Name = 'In the bin'");
        await _page.UntilAsync("document.querySelector('#summary').textContent.startsWith('0 rows') && !document.querySelector('#no-rows').hidden");
        await _page.EvaluateAsync("document.querySelector('#deleted').click()");
        await _page.UntilAsync("document.querySelectorAll('#rows tr.deleted').length === 1");
        _page.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Colours_follow_the_system_until_they_are_chosen()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        const string Ground = "getComputedStyle(document.body).backgroundColor";
        await _page.EmulateAsync("light");
        string light = (await _page.EvaluateAsync(Ground)).GetString()!;
        await _page.EmulateAsync("dark");
        string dark = (await _page.EvaluateAsync(Ground)).GetString()!;
        dark.Should().NotBe(light);
        await _page.EvaluateAsync("document.querySelector('#theme').click()");
        (await _page.EvaluateAsync(Ground)).GetString().Should().Be(light);
        await _page.EvaluateAsync("document.querySelector('#theme').click()");
        await _page.EmulateAsync("light");
        (await _page.EvaluateAsync(Ground)).GetString().Should().Be(dark);
    }

    private async Task RunAsync(string soql)
    {
        await _page.EvaluateAsync($"document.querySelector('#record').close(), document.querySelector('#soql').value = {JsonSerializer.Serialize(soql)}, document.querySelector('#soql').focus()");
        await _page.PressAsync("Enter", modifiers: 2);
    }

    private async Task<int> CountAsync(string selector) => (await _page.EvaluateAsync($"document.querySelectorAll({JsonSerializer.Serialize(selector)}).length")).GetInt32();
}
