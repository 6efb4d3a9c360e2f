using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Bulk;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>Thousands and millions of records: the Bulk API 2.0, which works on them while the program does something else.</summary>
/// <remarks>
/// A load is cut into jobs of <see cref="BulkLoadOptions.MaxJobBytes"/>. Nothing is rolled back: each record is written or refused for itself.
/// Source: Bulk API 2.0 and Bulk API Developer Guide.
/// </remarks>
public sealed class BulkResource
{
    private readonly JobCalls _jobs;

    internal BulkResource(RequestSender sender, TimeProvider time) => _jobs = new JobCalls(sender, time);

    /// <summary>Makes new records.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="records">
    /// Anonymous objects, dictionaries, JSON objects or classes, which need not all have the same fields. A field of a parent, such as its external id, stands in an object of its own.
    /// </param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The org goes on with jobs that have their data.</param>
    /// <returns>Counts, and the jobs; <see cref="ReadFailedAsync"/> says of each job which records were refused.</returns>
    /// <exception cref="ArgumentException">A record cannot be laid out; nothing was sent.</exception>
    /// <exception cref="BulkJobException">A job failed as a whole, or the load was broken off after some jobs were given to the org.</exception>
    /// <exception cref="SalesforceApiException">The org refused the first job.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer, and no job was given to the org.</exception>
    public Task<BulkLoadResult> InsertAsync(string objectName, IEnumerable<object> records, BulkLoadOptions? options = null, CancellationToken cancellationToken = default) =>
        LoadAsync(objectName, BulkOperation.Insert, null, Streamed(records), options, cancellationToken);

    /// <summary>Changes records; each must have its id, as a member <c>Id</c>. A member that is null empties its field; what a record does not say stays.</summary>
    /// <inheritdoc cref="InsertAsync"/>
    public Task<BulkLoadResult> UpdateAsync(string objectName, IEnumerable<object> records, BulkLoadOptions? options = null, CancellationToken cancellationToken = default) =>
        LoadAsync(objectName, BulkOperation.Update, null, Streamed(records), options, cancellationToken);

    /// <summary>Changes records by an external id, which each must have, or makes those that are not there.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="externalIdField">API name of the external id field.</param>
    /// <param name="records">Anonymous objects, dictionaries, JSON objects or classes.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The org goes on with jobs that have their data.</param>
    /// <inheritdoc cref="InsertAsync"/>
    public Task<BulkLoadResult> UpsertAsync(
        string objectName, string externalIdField, IEnumerable<object> records, BulkLoadOptions? options = null, CancellationToken cancellationToken = default) =>
        LoadAsync(objectName, BulkOperation.Upsert, externalIdField, Streamed(records), options, cancellationToken);

    /// <summary>Puts records into the recycle bin.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The org goes on with jobs that have their data.</param>
    /// <inheritdoc cref="InsertAsync"/>
    public Task<BulkLoadResult> DeleteAsync(string objectName, IEnumerable<string> ids, BulkLoadOptions? options = null, CancellationToken cancellationToken = default) =>
        LoadAsync(objectName, BulkOperation.Delete, null, Streamed(ToRecords(ids)), options, cancellationToken);

    /// <summary>Deletes records for good.</summary>
    /// <inheritdoc cref="DeleteAsync"/>
    public Task<BulkLoadResult> HardDeleteAsync(string objectName, IEnumerable<string> ids, BulkLoadOptions? options = null, CancellationToken cancellationToken = default) =>
        LoadAsync(objectName, BulkOperation.HardDelete, null, Streamed(ToRecords(ids)), options, cancellationToken);

    /// <summary>Loads records that come one after the other, never more than one job of them in memory.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="operation">What is done with them.</param>
    /// <param name="externalIdField">API name of the external id field of an upsert; null for any other operation.</param>
    /// <param name="records">Anonymous objects, dictionaries, JSON objects or classes.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The org goes on with jobs that have their data.</param>
    /// <inheritdoc cref="InsertAsync"/>
    public Task<BulkLoadResult> LoadAsync(
        string objectName, BulkOperation operation, string? externalIdField, IAsyncEnumerable<object> records, BulkLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return RunAsync(objectName, operation, externalIdField, CellsAsync(records, cancellationToken), options, cancellationToken);
    }

    /// <summary>Loads a CSV file as it is: an empty cell leaves its field alone, and <c>#N/A</c> empties it.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="operation">What is done with the records.</param>
    /// <param name="externalIdField">API name of the external id field of an upsert; null for any other operation.</param>
    /// <param name="csv">UTF-8 with commas; the first row names the fields. It is read once and not closed.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The org goes on with jobs that have their data.</param>
    /// <inheritdoc cref="InsertAsync"/>
    /// <exception cref="FormatException">It is no CSV, or not in UTF-8.</exception>
    public Task<BulkLoadResult> LoadCsvAsync(
        string objectName, BulkOperation operation, string? externalIdField, Stream csv, BulkLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        return RunAsync(objectName, operation, externalIdField, CsvCellsAsync(csv, cancellationToken), options, cancellationToken);
    }

    /// <summary>Runs a query as a job, waits for it, and streams its rows.</summary>
    /// <param name="soql">The SOQL, without groups, aggregates and child queries; values go into it by <see cref="Soql.Format"/>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The rows. All values are texts, as CSV has them, or null; fields of a parent stand in an object of their own.</returns>
    /// <exception cref="BulkJobException">The job failed.</exception>
    /// <exception cref="SalesforceApiException">The org refused the query.</exception>
    /// <exception cref="SalesforceTransportException">The query broke off.</exception>
    public async IAsyncEnumerable<JObject> QueryAsync(string soql, BulkQueryOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(soql);
        options ??= new BulkQueryOptions();
        options.Check();
        BulkJob job = await _jobs.CreateAsync(JobCalls.Query, new { operation = options.IncludeDeleted ? "queryAll" : "query", query = soql }, cancellationToken).ConfigureAwait(false);
        job = await _jobs.WaitAsync(JobCalls.Query, job.Id, options, cancellationToken).ConfigureAwait(false);
        if (job.State != BulkJobState.JobComplete)
            throw BulkJobException.Failed([job]);

        string? locator = null;
        do
        {
            using SalesforceResponse page = await _jobs.OpenAsync(JobCalls.Query, job.Id, PageAfter(locator, options.PageSize), cancellationToken).ConfigureAwait(false);
            await foreach (JObject row in ResultRows.ReadAsync(page, cancellationToken).ConfigureAwait(false))
                yield return row;
            // At the end it says the word null.
            locator = page.Header("Sforce-Locator") is { } next and not "null" ? next : null;
        }
        while (locator is not null);
    }

    /// <summary>Runs a query as a job, waits for it, and streams its rows as objects.</summary>
    /// <typeparam name="T">Class whose properties are named as the fields, or say so by <c>[JsonProperty]</c>.</typeparam>
    /// <inheritdoc cref="QueryAsync(string, BulkQueryOptions?, CancellationToken)"/>
    /// <returns>The rows.</returns>
    public async IAsyncEnumerable<T> QueryAsync<T>(string soql, BulkQueryOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (JObject row in QueryAsync(soql, options, cancellationToken).ConfigureAwait(false))
            yield return row.ToObject<T>(WireJson.Serializer)!;
    }

    /// <summary>A job that loads records, as it is now.</summary>
    /// <param name="jobId">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org does not know it.</exception>
    public Task<BulkJob> GetJobAsync(string jobId, CancellationToken cancellationToken = default) => _jobs.GetAsync(JobCalls.Ingest, jobId, cancellationToken);

    /// <summary>Waits for the end of a job that loads records.</summary>
    /// <param name="jobId">Its id.</param>
    /// <param name="options">How often the org is asked; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; the org goes on.</param>
    /// <returns>The job as it ended; look at <see cref="BulkJob.State"/>.</returns>
    /// <exception cref="SalesforceApiException">The org does not know it.</exception>
    public Task<BulkJob> WaitAsync(string jobId, BulkLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new BulkLoadOptions();
        options.Check();
        return _jobs.WaitAsync(JobCalls.Ingest, jobId, options, cancellationToken);
    }

    /// <summary>Stops a job that loads records. What it has written stays written.</summary>
    /// <param name="jobId">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">It has ended already, or the org does not know it.</exception>
    public Task<BulkJob> AbortAsync(string jobId, CancellationToken cancellationToken = default) => _jobs.AbortAsync(jobId, cancellationToken);

    /// <summary>Lets the org forget a job that loads records, with its results.</summary>
    /// <param name="jobId">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">It has not ended, or the org does not know it.</exception>
    public Task DeleteJobAsync(string jobId, CancellationToken cancellationToken = default) => _jobs.DeleteAsync(jobId, cancellationToken);

    /// <summary>The records of a job that were written, with their ids, in no certain order.</summary>
    /// <param name="jobId">The job, which has ended.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SalesforceApiException">The org does not know the job.</exception>
    /// <exception cref="SalesforceTransportException">The reading broke off.</exception>
    public IAsyncEnumerable<BulkRecordResult> ReadSuccessfulAsync(string jobId, CancellationToken cancellationToken = default) => ReadAsync(jobId, "successfulResults/", cancellationToken);

    /// <summary>The records of a job that were refused, with the reasons, in no certain order.</summary>
    /// <inheritdoc cref="ReadSuccessfulAsync"/>
    public IAsyncEnumerable<BulkRecordResult> ReadFailedAsync(string jobId, CancellationToken cancellationToken = default) => ReadAsync(jobId, "failedResults/", cancellationToken);

    /// <summary>The records that a job which failed or was stopped did not come to.</summary>
    /// <inheritdoc cref="ReadSuccessfulAsync"/>
    public IAsyncEnumerable<BulkRecordResult> ReadUnprocessedAsync(string jobId, CancellationToken cancellationToken = default) => ReadAsync(jobId, "unprocessedrecords/", cancellationToken);

    private async IAsyncEnumerable<BulkRecordResult> ReadAsync(string jobId, string results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await _jobs.OpenAsync(JobCalls.Ingest, jobId, results, cancellationToken).ConfigureAwait(false);
        await foreach (JObject row in ResultRows.ReadAsync(response, cancellationToken).ConfigureAwait(false))
            yield return ResultRows.ToResult(row);
    }

    private Task<BulkLoadResult> RunAsync(
        string objectName, BulkOperation operation, string? externalIdField, IAsyncEnumerable<IReadOnlyDictionary<string, string>> cells, BulkLoadOptions? options, CancellationToken cancellationToken)
    {
        ApiName.Checked(objectName);
        if (operation == BulkOperation.Upsert != externalIdField is not null)
            throw new ArgumentException($"An upsert needs an external id field, and no other operation takes one: this is {operation}.", nameof(externalIdField));
        options ??= new BulkLoadOptions();
        options.Check();
        Dictionary<string, object> definition = new()
        {
            ["object"] = objectName,
            ["operation"] = WordOf(operation),
            ["contentType"] = "CSV",
            ["lineEnding"] = "LF",
            ["columnDelimiter"] = "COMMA",
        };
        if (externalIdField is not null)
            definition["externalIdFieldName"] = ApiName.Checked(externalIdField);
        if (options.AssignmentRuleId is { } rule)
            definition["assignmentRuleId"] = rule;
        string? required = operation == BulkOperation.Insert ? null : externalIdField ?? "Id";
        return new BulkLoad(_jobs, definition, required, options).RunAsync(cells, cancellationToken);
    }

    private static string PageAfter(string? locator, int? size)
    {
        string parameters = UrlText.Query(("maxRecords", size?.ToString(CultureInfo.InvariantCulture)), ("locator", locator));
        return parameters.Length == 0 ? "results" : $"results?{parameters}";
    }

    private static string WordOf(BulkOperation operation) => operation switch
    {
        BulkOperation.Insert => "insert",
        BulkOperation.Update => "update",
        BulkOperation.Upsert => "upsert",
        BulkOperation.Delete => "delete",
        BulkOperation.HardDelete => "hardDelete",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "It is no operation of the Bulk API."),
    };

    private static IEnumerable<object> ToRecords(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Select(id => new { Id = id });
    }

    private static IAsyncEnumerable<object> Streamed(IEnumerable<object> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return records.ToAsyncEnumerable();
    }

    private static async IAsyncEnumerable<IReadOnlyDictionary<string, string>> CellsAsync(IAsyncEnumerable<object> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 0;
        await foreach (object record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return RecordCells.Of(record, ++number);
    }

    private static async IAsyncEnumerable<IReadOnlyDictionary<string, string>> CsvCellsAsync(Stream csv, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CsvReader reader = Csv.Reader(csv);
        while (await NextAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            Dictionary<string, string> cells = new(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < reader.Headers.Count; i++)
                cells[reader.Headers[i]] = reader.GetString(i);
            yield return cells;
        }
    }

    private static async ValueTask<bool> NextAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException foreign)
        {
            throw new FormatException("The file is not in UTF-8, which the Bulk API takes. Open it by a StreamReader with its encoding, and write it again as UTF-8.", foreign);
        }
    }
}
