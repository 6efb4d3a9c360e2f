using Polly;
using SalesforceLinq.Http.Diagnostics;

namespace SalesforceLinq.Http.Transport;

/// <summary>Sends requests: with a session, renewed when it has ended; again, where that is safe.</summary>
internal sealed class RequestSender
{
    private readonly SalesforceCredential _credential;
    private readonly HttpClient _http;
    private readonly SenderSettings _settings;
    private readonly Exchange _exchange;
    private readonly ResiliencePipeline<SalesforceResponse> _retry;
    private readonly ClientTelemetry _telemetry;

    public RequestSender(SalesforceCredential credential, HttpClient http, SenderSettings settings)
    {
        _credential = credential;
        _http = http;
        _settings = settings;
        Usage = new UsageCounter(settings.Time);
        _exchange = new Exchange(http, settings, Usage);
        _retry = RetryPolicy.Create(settings.Retry, settings.Time);
        _telemetry = new ClientTelemetry(settings.Loggers, settings.Time);
    }

    /// <summary>Version of the API, such as <c>66.0</c>.</summary>
    public string ApiVersion => _settings.ApiVersion;

    /// <summary>Where the last request went; null before the first.</summary>
    public Uri? InstanceUrl { get; private set; }

    public UsageCounter Usage { get; }

    /// <inheritdoc cref="SenderSettings.FullPath"/>
    public string FullPath(string path) => _settings.FullPath(path);

    /// <summary>The session that the next request would use.</summary>
    public ValueTask<SalesforceSession> GetSessionAsync(CancellationToken cancellationToken) => _credential.GetSessionAsync(_http, cancellationToken);

    /// <summary>Sends a request until it succeeds, or must not be sent again.</summary>
    public async Task<SalesforceResponse> SendAsync(SalesforceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestObservation observation = _telemetry.Observe(request.Method, FullPath(request.Path));
        var execution = new Execution(this, request, observation);
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryPolicy.Request, request);
        context.Properties.Set(RetryPolicy.Observation, observation);
        try
        {
            SalesforceResponse response = await _retry.ExecuteAsync(
                static (context, execution) => execution.AttemptAsync(context.CancellationToken), context, execution).ConfigureAwait(false);
            response.Attempts = execution.Attempts;
            response.EarlierAnswerLost = execution.AnswerLost;
            observation.Answered(response.StatusCode);
            return response;
        }
        catch (Exception failure)
        {
            if (failure is SalesforceApiException refused)
                (refused.Attempts, refused.MayHaveHappened) = (execution.Attempts, execution.AnswerLost);
            if (failure is SalesforceTransportException lost)
                lost.Attempted(execution.Attempts, execution.AnswerLost);
            observation.Failed(failure);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private sealed class Execution(RequestSender sender, SalesforceRequest request, RequestObservation observation)
    {
        public int Attempts { get; private set; }

        /// <summary>Whether any attempt may have been carried out without its answer arriving.</summary>
        public bool AnswerLost { get; private set; }

        public async ValueTask<SalesforceResponse> AttemptAsync(CancellationToken cancellationToken)
        {
            SalesforceSession session = await sender.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await OnceAsync(session, cancellationToken).ConfigureAwait(false);
            }
            catch (SessionExpiredException) when (sender._credential.CanSignInAgain)
            {
                // The session was refused before anything was done, so even a create may be sent again; once.
                sender._telemetry.Ended(session);
                session = await sender._credential.RenewAsync(sender._http, session, cancellationToken).ConfigureAwait(false);
            }

            return await OnceAsync(session, cancellationToken).ConfigureAwait(false);
        }

        private async Task<SalesforceResponse> OnceAsync(SalesforceSession session, CancellationToken cancellationToken)
        {
            int reserved = sender._settings.ReservedApiCalls;
            if (reserved > 0 && sender.Usage.Remaining() is { } remaining && remaining <= reserved)
                throw new ApiBudgetExceededException(request.ToString(), remaining, reserved);
            Attempts++;
            sender.InstanceUrl = session.InstanceUrl;
            sender._telemetry.Seen(session);
            observation.Sending(session.InstanceUrl);
            try
            {
                return await sender._exchange.SendAsync(request, session, cancellationToken).ConfigureAwait(false);
            }
            catch (SalesforceTransportException lost) when (lost.MayHaveHappened)
            {
                AnswerLost = true;
                throw;
            }
        }
    }
}
