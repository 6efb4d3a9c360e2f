namespace SalesforceLinq.Emulator.Faults;

/// <summary>Which requests a kind of fault means anything to.</summary>
internal static class FaultReach
{
    private const StringComparison NoCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether a request signs somebody in or out: only a rule that names its path hits it.</summary>
    public static bool IsSignIn(FaultTarget target) =>
        !target.Path.StartsWith("/services/data/", NoCase) && !target.Path.StartsWith("/services/async/", NoCase) && !target.Path.StartsWith("/services/apexrest/", NoCase);

    public static bool CanHit(FaultKind kind, FaultTarget target) => kind switch
    {
        FaultKind.RowLocked => Writes(target),
        FaultKind.DeadCursor => IsFurtherPage(target),
        FaultKind.ExpiredSession => !IsSignIn(target) || IsSoap(target),
        _ => true,
    };

    // Signing in and the calls on records have one path, and differ in their bodies alone.
    private static bool IsSoap(FaultTarget target) => target.Path.StartsWith("/services/Soap/", NoCase);

    /// <summary>A request to write records, or to have them written by a bulk job or by Apex; searches by POST are none.</summary>
    private static bool Writes(FaultTarget target)
    {
        if (target.Method is not ("POST" or "PATCH" or "DELETE" or "PUT"))
            return false;
        if (!target.Path.StartsWith("/services/data/", NoCase))
        {
            return IsSoap(target) || target.Path.StartsWith("/services/apexrest/", NoCase)
                || (target.Path.StartsWith("/services/async/", NoCase) && target.Path.EndsWith("/batch", NoCase));
        }
        string[] resource = target.Resource.Split('/');
        return resource[0].ToUpperInvariant() switch
        {
            "SOBJECTS" => true,
            // POST composite/sobjects/Account retrieves.
            "COMPOSITE" => !(resource.Length == 3 && resource[1].Equals("sobjects", NoCase) && target.Method == "POST"),
            "JOBS" => resource.Length > 1 && resource[1].Equals("ingest", NoCase) && target.Method != "DELETE",
            _ => false,
        };
    }

    private static bool IsFurtherPage(FaultTarget target)
    {
        string[] resource = target.Resource.Split('/');
        int query = resource[0].Equals("tooling", NoCase) ? 1 : 0;
        return target.Method == "GET" && resource.Length == query + 2
            && (resource[query].Equals("query", NoCase) || resource[query].Equals("queryAll", NoCase))
            && resource[query + 1].Contains('-', StringComparison.Ordinal);
    }
}
