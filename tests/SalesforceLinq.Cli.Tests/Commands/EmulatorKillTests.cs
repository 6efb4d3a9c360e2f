using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

/// <summary>What an emulator in a file has answered 2xx is there after <c>kill -9</c>.</summary>
public sealed class EmulatorKillTests : IDisposable
{
    private const int Writers = 16;
    private const int Enough = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it()
    {
        ConcurrentDictionary<string, string> accounts = new(), contacts = new();
        ConcurrentBag<string> deleted = [];
        string next;
        using (RunningEmulator emulator = await StartAsync())
        {
            using HttpClient http = Client(emulator);
            next = await OpenCursorAsync(http);
            string job = await LoadInBulkAsync(http);
            int answered = 0;
            TaskCompletionSource enough = new();
            Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (int turn = 0; ; turn++)
                {
                    // Until the connection breaks under somebody's hands, as it does for all.
                    if (!await WriteAsync(http, $"{writer}-{turn}", accounts, contacts, deleted))
                        return;
                    if (Interlocked.Increment(ref answered) == Enough)
                        enough.SetResult();
                }
            }))];
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(2));
            await emulator.KillAsync();
            await Task.WhenAll(writers);
            _job = job;
        }

        using RunningEmulator again = await StartAsync();
        using HttpClient later = Client(again);
        Dictionary<string, JObject> stored = (await AllAsync(later, "queryAll", "SELECT Id, Name, IsDeleted FROM Account")).ToDictionary(row => (string)row["Id"]!);
        foreach ((string id, string name) in accounts)
            ((string?)stored.GetValueOrDefault(id)?["Name"]).Should().Be(name);
        deleted.Should().OnlyContain(id => (bool)stored[id]["IsDeleted"]!);
        Dictionary<string, string> names = (await AllAsync(later, "query", "SELECT Id, LastName FROM Contact WHERE LastName LIKE 'Set %'")).ToDictionary(row => (string)row["Id"]!, row => (string)row["LastName"]!);
        contacts.Should().BeSubsetOf(names);
        // Answered or not: no collection is there by halves.
        names.Values.GroupBy(name => name.Split('/')[0]).Should().OnlyContain(set => set.Count() == 20);

        string newest = (string)(await PostAsync(later, "sobjects/Account", new { Name = "After" }))["id"]!;
        stored.Keys.Concat(names.Keys).Should().OnlyContain(id => string.CompareOrdinal(newest.Substring(6, 9), id.Substring(6, 9)) > 0);
        JObject page = JObject.Parse(await later.GetStringAsync(new Uri(again.Url, next)));
        ((JArray)page["records"]!).Should().HaveCount(50);
        (await later.GetStringAsync($"jobs/ingest/{_job}/successfulResults")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(101);
    }

    private string _job = "";

    private Task<RunningEmulator> StartAsync() => RunningEmulator.StartAsync("--empty", "--json", "--database", _folder["org.db"]);

    private static HttpClient Client(RunningEmulator emulator)
    {
        HttpClient http = new() { BaseAddress = new Uri(emulator.Url, "/services/data/v66.0/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)JObject.Parse(emulator.FirstLine)["accessToken"]);
        return http;
    }

    private static async Task<bool> WriteAsync(
        HttpClient http, string mark, ConcurrentDictionary<string, string> accounts, ConcurrentDictionary<string, string> contacts, ConcurrentBag<string> deleted)
    {
        try
        {
            string account = (string)(await PostAsync(http, "sobjects/Account", new { Name = "Account " + mark }))["id"]!;
            accounts[account] = "Account " + mark;
            string[] names = [.. Enumerable.Range(0, 20).Select(number => $"Set {mark}/{number}")];
            JToken results = await PostAsync(http, "composite/sobjects", new { allOrNone = true, records = names.Select(name => new { attributes = new { type = "Contact" }, LastName = name }) });
            for (int number = 0; number < names.Length; number++)
                contacts[(string)results[number]!["id"]!] = names[number];
            string doomed = (string)(await PostAsync(http, "sobjects/Account", new { Name = "Doomed " + mark }))["id"]!;
            accounts[doomed] = "Doomed " + mark;
            using HttpResponseMessage gone = await http.DeleteAsync("sobjects/Account/" + doomed);
            gone.EnsureSuccessStatusCode();
            deleted.Add(doomed);
            return true;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task<string> OpenCursorAsync(HttpClient http)
    {
        foreach (int[] part in Enumerable.Range(0, 250).Chunk(125))
            await PostAsync(http, "composite/sobjects", new { records = part.Select(number => new { attributes = new { type = "Contact" }, LastName = "First " + number }) });
        using HttpRequestMessage request = new(HttpMethod.Get, "query?q=SELECT+Id+FROM+Contact");
        request.Headers.Add("Sforce-Query-Options", "batchSize=200");
        return (string)JObject.Parse(await (await http.SendAsync(request)).Content.ReadAsStringAsync())["nextRecordsUrl"]!;
    }

    private static async Task<string> LoadInBulkAsync(HttpClient http)
    {
        string job = (string)(await PostAsync(http, "jobs/ingest", new { @object = "Lead", operation = "insert", contentType = "CSV", lineEnding = "LF" }))["id"]!;
        StringBuilder csv = new("LastName,Company\n");
        for (int row = 0; row < 100; row++)
            csv.Append($"Lead {row},Bulk\n");
        using StringContent data = new(csv.ToString(), Encoding.UTF8, "text/csv");
        (await http.PutAsync($"jobs/ingest/{job}/batches", data)).EnsureSuccessStatusCode();
        (await http.PatchAsJsonAsync("jobs/ingest/" + job, new { state = "UploadComplete" })).EnsureSuccessStatusCode();
        while ((string?)JObject.Parse(await http.GetStringAsync("jobs/ingest/" + job))["state"] != "JobComplete")
            await Task.Delay(20);
        return job;
    }

    private static async Task<List<JObject>> AllAsync(HttpClient http, string resource, string soql)
    {
        List<JObject> rows = [];
        for (string? url = $"{resource}?q={Uri.EscapeDataString(soql)}"; url is not null;)
        {
            JObject page = JObject.Parse(await http.GetStringAsync(url));
            rows.AddRange(page["records"]!.Cast<JObject>());
            url = (string?)page["nextRecordsUrl"];
        }
        return rows;
    }

    private static async Task<JToken> PostAsync(HttpClient http, string path, object body)
    {
        using StringContent json = new(JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(path, json);
        string text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue(text);
        return JToken.Parse(text);
    }
}
