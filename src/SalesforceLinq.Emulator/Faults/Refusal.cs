namespace SalesforceLinq.Emulator.Faults;

/// <summary>The error a request is answered with when a fault refuses it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ErrorCode">Salesforce's error code.</param>
/// <param name="Message">Its message.</param>
/// <param name="RetryAfter">The header of that name; none where <see langword="null"/>.</param>
internal sealed record Refusal(int Status, string ErrorCode, string Message, TimeSpan? RetryAfter);
