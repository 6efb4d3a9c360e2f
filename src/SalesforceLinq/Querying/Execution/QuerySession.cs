using SalesforceLinq.Diagnostics;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Caching;

namespace SalesforceLinq.Querying.Execution;

/// <summary>What a context lends its queries.</summary>
internal sealed record QuerySession(
    SalesforceModel Model, SalesforceClient Client, ChangeTracker Tracker, QueryingOptions Options, PlanCache Plans, ContextTelemetry Telemetry);
