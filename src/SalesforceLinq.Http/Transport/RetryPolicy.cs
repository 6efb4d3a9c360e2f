using System.Net;
using Polly;
using Polly.Retry;
using SalesforceLinq.Http.Diagnostics;

namespace SalesforceLinq.Http.Transport;

/// <summary>Decides what is sent again, and when.</summary>
internal static class RetryPolicy
{
    /// <summary>The request of an execution.</summary>
    public static readonly ResiliencePropertyKey<SalesforceRequest> Request = new("SalesforceLinq.Request");

    /// <summary>Who is told of the repeats of an execution.</summary>
    public static readonly ResiliencePropertyKey<RequestObservation?> Observation = new("SalesforceLinq.Observation");

    public static ResiliencePipeline<SalesforceResponse> Create(RetryOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxAttempts, 10);
        if (options.MaxAttempts == 1)
            return ResiliencePipeline<SalesforceResponse>.Empty;

        return new ResiliencePipelineBuilder<SalesforceResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SalesforceResponse>
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstDelay,
                MaxDelay = options.MaxDelay,
                OnRetry = arguments =>
                {
                    arguments.Context.Properties.GetValue(Observation, null)?.Repeating(arguments.Outcome.Exception, arguments.RetryDelay);
                    return default;
                },
                DelayGenerator = arguments => new(RetryAfter(arguments.Outcome.Exception)),
                ShouldHandle = arguments => new(
                    RetryAfter(arguments.Outcome.Exception) is not { } wait || wait <= options.MaxDelay
                        ? MayRepeat(arguments.Outcome.Exception, arguments.Context.Properties.GetValue(Request, null!))
                        : false),
            })
            .Build();
    }

    /// <summary>Whether a failed request may be sent again.</summary>
    public static bool MayRepeat(Exception? failure, SalesforceRequest request) => failure switch
    {
        SalesforceTransportException lost => IsPassing(lost) && (!lost.MayHaveHappened || request.Safety != RequestSafety.Unsafe),
        SessionExpiredException => false,
        // A wrong password will be wrong the next time, and a few wrong ones lock the user out; SOAP says so with status 500.
        SignInFailedException refused => ProvesNothingWasDone(refused),
        RequestLimitExceededException limit => limit.IsConcurrencyLimit,
        SalesforceApiException refused => ProvesNothingWasDone(refused) || (IsServerTrouble(refused) && request.Safety != RequestSafety.Unsafe),
        _ => false,
    };

    // A proxy's page with status 200, or a 404 of some other server, will be the same the next time.
    private static bool IsPassing(SalesforceTransportException lost) => lost.StatusCode is null || IsPassing(lost.StatusCode.Value);

    private static bool IsPassing(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status == 420;

    private static bool ProvesNothingWasDone(SalesforceApiException refused) =>
        refused.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        || refused.HasError(SalesforceErrorCodes.UnableToLockRow);

    // An exception in Apex code is an answer, not trouble of the server.
    private static bool IsServerTrouble(SalesforceApiException refused) =>
        (int)refused.StatusCode >= 500 && !refused.HasError(SalesforceErrorCodes.ApexError);

    private static TimeSpan? RetryAfter(Exception? failure) => failure switch
    {
        SalesforceApiException refused => refused.RetryAfter,
        SalesforceTransportException lost => lost.RetryAfter,
        _ => null,
    };
}
