using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>What became of a piece of Apex that was run anonymously.</summary>
/// <param name="Success">Whether it ran to its end.</param>
/// <param name="Compiled">Whether it could be compiled.</param>
/// <param name="CompileProblem">Why not; null otherwise.</param>
/// <param name="ExceptionMessage">The exception that ended it; null when there was none.</param>
/// <param name="ExceptionStackTrace">Where that came from; null when there was none.</param>
/// <param name="Line">Line of the problem, from 1; -1 when there was none.</param>
/// <param name="Column">Column of the problem, from 1; -1 when there was none.</param>
/// <remarks>Source: Tooling API Developer Guide, "executeAnonymous".</remarks>
public sealed record ExecuteAnonymousResult(
    [property: JsonProperty("success", Required = Required.Always)] bool Success,
    [property: JsonProperty("compiled", Required = Required.Always)] bool Compiled,
    [property: JsonProperty("compileProblem")] string? CompileProblem,
    [property: JsonProperty("exceptionMessage")] string? ExceptionMessage,
    [property: JsonProperty("exceptionStackTrace")] string? ExceptionStackTrace,
    [property: JsonProperty("line")] int Line,
    [property: JsonProperty("column")] int Column);
