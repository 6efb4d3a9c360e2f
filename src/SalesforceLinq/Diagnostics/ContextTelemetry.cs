using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SalesforceLinq.Http;

namespace SalesforceLinq.Diagnostics;

/// <summary>What the contexts of one set of options tell of their work: logs, spans and numbers. Costs next to nothing while nobody listens.</summary>
internal sealed class ContextTelemetry(ILoggerFactory? loggers, bool showsValues, TimeProvider time)
{
    private static readonly ActivitySource Spans = new(ContextMeter.Name);

    private readonly ILogger _queries = loggers?.CreateLogger(ContextLog.Queries) ?? NullLogger.Instance;
    private readonly ILogger _saving = loggers?.CreateLogger(ContextLog.Saving) ?? NullLogger.Instance;

    /// <summary>Begins to observe a query, from its first request to its last row.</summary>
    /// <param name="sobject">API name of the object it reads.</param>
    /// <param name="soql">Its text.</param>
    /// <param name="client">Sends its requests.</param>
    public QueryObservation ObserveQuery(string sobject, string soql, SalesforceClient client)
    {
        Activity? span = Spans.HasListeners() ? Spans.StartActivity($"SELECT {sobject}", ActivityKind.Client) : null;
        bool isShown = span is { IsAllDataRequested: true } || _queries.IsEnabled(LogLevel.Error);
        return new QueryObservation(sobject, isShown ? Shown(soql) : "", client, span, _queries, time);
    }

    /// <summary>Begins to observe a save, from its first request to its report.</summary>
    /// <param name="client">Sends its requests.</param>
    public SaveObservation ObserveSave(SalesforceClient client) =>
        new(client, Spans.HasListeners() ? Spans.StartActivity("SaveChanges", ActivityKind.Client) : null, _saving, time);

    private string Shown(string soql) => showsValues ? soql : SoqlRedaction.Redact(soql);
}
