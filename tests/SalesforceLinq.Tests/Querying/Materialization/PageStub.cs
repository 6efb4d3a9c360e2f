using System.Net;
using System.Text;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Querying.Materialization;

/// <summary>Answers queries with pages as a test writes them, in pieces of the sizes it says.</summary>
public sealed class PageStub(IReadOnlyList<byte[]> pages, Func<int> nextSize) : HttpMessageHandler
{
    /// <summary>A context whose every query is answered by these pages: the first by any query, the others by their number in nextRecordsUrl (<c>…-1</c>).</summary>
    public static RowContext Context(IReadOnlyList<string> pages, Func<int>? nextSize = null, bool showsValues = false)
    {
        PageStub handler = new([.. pages.Select(Encoding.UTF8.GetBytes)], nextSize ?? (() => int.MaxValue));
        SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = handler });
        return new RowContext(new SalesforceContextOptionsBuilder<RowContext>().UseClient(client).EnableSensitiveDataLogging(showsValues).Options);
    }

    /// <summary>A context whose every query is answered by one page with these records.</summary>
    public static RowContext Rows(params string[] records) => Context([Page(records)]);

    public static string Page(IReadOnlyList<string> records) =>
        $$"""{"totalSize":{{records.Count}},"done":true,"records":[{{string.Join(',', records)}}]}""";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        int page = path.Contains('-', StringComparison.Ordinal) ? int.Parse(path[(path.LastIndexOf('-') + 1)..]) : 0;
        StreamContent content = new(new Pieces(pages[page], nextSize));
        content.Headers.ContentType = new("application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    private sealed class Pieces(byte[] bytes, Func<int> nextSize) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, nextSize())]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, nextSize())], cancellationToken);
    }
}

public sealed class RowContext(SalesforceContextOptions<RowContext> options) : SalesforceContext(options)
{
    public SObjectSet<Row> Rows => Set<Row>();

    public SObjectSet<Parent> Parents => Set<Parent>();

    public SObjectSet<Branch> Branches => Set<Branch>();
}

[SObject("Row__c")]
public sealed class Row
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    [Field("Whole__c")]
    public long? Whole { get; set; }

    [Field("Small__c")]
    public int Small { get; set; }

    [Field("Exact__c")]
    public decimal? Exact { get; set; }

    [Field("Real__c")]
    public double? Real { get; set; }

    [Field("Flag__c")]
    public bool Flag { get; set; }

    [Field("Day__c")]
    public DateOnly? Day { get; set; }

    [Field("Time__c")]
    public TimeOnly? Time { get; set; }

    [Field("At__c")]
    public DateTimeOffset? At { get; set; }

    [Field("Moment__c")]
    public DateTime? Moment { get; set; }

    [Field("Bytes__c")]
    public byte[]? Bytes { get; set; }

    [Field("Parent__c")]
    public string? ParentId { get; set; }

    public Parent? Parent { get; set; }
}

[SObject("Parent__c")]
public sealed class Parent
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    [Relationship("Rows__r", ForeignKey = "Parent__c")]
    public ICollection<Row> Rows { get; set; } = [];
}

/// <summary>The same objects by classes without a property for the lookup, and with another kind of collection.</summary>
[SObject("Parent__c")]
public sealed class Branch
{
    public string? Id { get; set; }

    [Relationship("Rows__r", ForeignKey = "Parent__c")]
    public HashSet<Leaf> Leaves { get; } = [];
}

[SObject("Row__c")]
public sealed class Leaf
{
    public string? Id { get; set; }

    [Relationship("Parent__r")]
    public Branch? Parent { get; set; }
}
