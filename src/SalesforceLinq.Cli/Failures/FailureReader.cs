using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Failures;

/// <summary>Reads an exception as a failure: one line, with what to do, and without a stack trace.</summary>
internal sealed class FailureReader
{
    public Failure Read(Exception error)
    {
        Failure failure = error switch
        {
            ToolException told => new Failure(told.ExitCode, told.Code, told.Message),
            OperationCanceledException => new Failure(ExitCode.Cancelled, "CANCELLED", "Cancelled. Nothing half-written was left behind."),
            SignInFailedException { ErrorCode: "not_installed" } missing => new Failure(ExitCode.SignIn, missing.ErrorCode,
                "No way to sign in was given, and the Salesforce CLI ('sf'), whose login would be used, is not installed. Give --org with --access-token or another credential, or set SF_INSTANCE_URL and SF_ACCESS_TOKEN."),
            SignInFailedException refused => new Failure(ExitCode.SignIn, refused.ErrorCode, $"{refused.Message} {SignInAdvice(refused)}"),
            SessionExpiredException => new Failure(ExitCode.SignIn, SalesforceErrorCodes.InvalidSessionId,
                "The session has ended, and the org takes its token no longer. Sign in anew ('sf org login web'), or give a fresh --access-token."),
            RequestLimitExceededException limit => new Failure(ExitCode.Failed, limit.ErrorCode, $"{limit.Message} 'sflinq limits' shows what is left; try again later."),
            SalesforceApiException refused => new Failure(KindOf(refused), refused.ErrorCode.Length > 0 ? refused.ErrorCode : "REFUSED", refused.Message),
            SalesforceTransportException lost => new Failure(ExitCode.Unreachable, "UNREACHABLE",
                $"{Sentence.Of(lost.Message)} Check the address, the network and the proxy, and try again."),
            IOException or UnauthorizedAccessException => new Failure(ExitCode.File, "FILE", FileProblem(error)),
            AggregateException { InnerExceptions: [Exception only] } => Read(only),
            _ => new Failure(ExitCode.Failed, "UNEXPECTED", $"sflinq did not expect this: {error.GetType().Name}: {error.Message} Please report it."),
        };
        return failure with { Message = OneLine(failure.Message) };
    }

    private static ExitCode KindOf(SalesforceApiException refused) =>
        refused is RecordNotFoundException || refused.HasError(SalesforceErrorCodes.InvalidType) || refused.HasError(SalesforceErrorCodes.InvalidField)
            ? ExitCode.NotFound
            : ExitCode.Failed;

    private static string SignInAdvice(SignInFailedException refused) => refused.ErrorCode switch
    {
        "no_session" or "not_started" => "",
        _ => "Check the user name, the secrets, and whether --sandbox or --login-url is missing.",
    };

    private static string FileProblem(Exception error)
    {
        const int NoSpaceUnix = 28;
        const int NoSpaceWindows = unchecked((int)0x80070070);
        return error.HResult is NoSpaceUnix or NoSpaceWindows || error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
            ? $"The disk is full: {Sentence.Of(error.Message)} Make room, or write elsewhere; nothing half-written was left behind."
            : $"{Sentence.Of(error.Message)} {FileAdvice(error)}".TrimEnd();
    }

    private static string FileAdvice(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "Check the path: the file has to be there to be read, and its folder one that can be written to.",
        UnauthorizedAccessException => "Choose another place, or change its permissions.",
        _ => "",
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
