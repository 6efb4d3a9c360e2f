using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Where a step is sent to.</summary>
internal static class StepTarget
{
    public static (HttpMethod Method, string Path) Of(SaveStep step, bool allOrNone) => step.Operation switch
    {
        SaveOperation.Create => (HttpMethod.Post, "composite/sobjects"),
        SaveOperation.Update => (HttpMethod.Patch, "composite/sobjects"),
        SaveOperation.Upsert => (HttpMethod.Patch, "composite/sobjects/" + step.UpsertPath),
        _ => (HttpMethod.Delete, $"composite/sobjects?ids={string.Join(',', step.Ids())}&allOrNone={(allOrNone ? "true" : "false")}"),
    };
}
