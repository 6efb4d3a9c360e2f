using System.Globalization;
using System.Net;
using System.Text;
using SalesforceLinq.Http;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying.Execution;

/// <summary>Streams need as much memory for a million rows as for a thousand. Run alone: what is measured is the memory of the process.</summary>
[Collection(nameof(AloneCollection))]
public sealed class MillionRowTests
{
    private const int Rows = 1_000_000;
    private const int PageSize = 2_000;
    private const long MaxGrowth = 64L * 1024 * 1024;

    [Fact]
    public async Task A_million_rows_are_streamed_with_flat_memory()
    {
        using SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = new Pages() });
        await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int read = 0;
        await foreach (Contact contact in crm.Contacts.AsNoTracking().AsAsyncEnumerable())
        {
            read++;
            if (read % 100_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            contact.Id.Should().NotBeNull();
        }

        read.Should().Be(Rows);
        most.Should().BeLessThan(MaxGrowth);
        crm.ChangeTracker.Entries().Should().BeEmpty();
    }

    [Fact]
    public async Task A_stream_that_is_left_asks_for_no_more_than_one_page_ahead()
    {
        Pages pages = new();
        using SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = pages });
        await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
        int read = 0;
        await foreach (Contact _ in crm.Contacts.AsNoTracking().AsAsyncEnumerable())
        {
            if (++read == 3 * PageSize + 1)
                break;
        }

        pages.Requests.Should().BeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task A_cancelled_stream_ends()
    {
        using SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = new Pages() });
        await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
        using CancellationTokenSource stop = new();
        int read = 0;
        Func<Task> reading = async () =>
        {
            await foreach (Contact _ in crm.Contacts.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop.Token))
            {
                if (++read == 2_500)
                    await stop.CancelAsync();
            }
        };
        await reading.Should().ThrowAsync<OperationCanceledException>();
        read.Should().BeLessThan(3 * PageSize);
        await crm.Invoking(c => c.Contacts.ToListAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        await crm.Invoking(c => c.Contacts.CountAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    // Pages are made as they are asked for, so that the org costs nothing.
    private sealed class Pages : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Requests++;
            string path = request.RequestUri!.AbsolutePath;
            int first = path.Contains("01g-", StringComparison.Ordinal) ? int.Parse(path[(path.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture) : 0;
            bool isLast = first + PageSize >= Rows;
            StringBuilder page = new(256 * 1024);
            page.Append(CultureInfo.InvariantCulture, $$"""{"totalSize":{{Rows}},"done":{{(isLast ? "true" : "false")}},""");
            if (!isLast)
                page.Append(CultureInfo.InvariantCulture, $"\"nextRecordsUrl\":\"/services/data/v66.0/query/01g-{first + PageSize}\",");
            page.Append("\"records\":[");
            for (int i = first; i < first + PageSize; i++)
            {
                page.Append(i == first ? "" : ",").Append(CultureInfo.InvariantCulture,
                    $$"""{"attributes":{"type":"Contact","url":"/services/data/v66.0/sobjects/Contact/003{{i:D15}}"},"Id":"003{{i:D15}}","LastName":"Name {{i}}","Email":null,"DoNotCall":false}""");
            }

            page.Append("]}");
            StringContent content = new(page.ToString(), Encoding.UTF8, "application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = content });
        }
    }
}

/// <summary>Tests beside which no other runs.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
