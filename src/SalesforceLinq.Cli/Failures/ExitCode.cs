namespace SalesforceLinq.Cli.Failures;

/// <summary>What the process answers to the shell. The numbers are documented and never change their meaning.</summary>
internal enum ExitCode
{
    /// <summary>All is done.</summary>
    Done = 0,

    /// <summary>The org refused, or something went wrong that has no number of its own.</summary>
    Failed = 1,

    /// <summary>The command line or a setting is wrong; nothing was sent.</summary>
    Usage = 2,

    /// <summary>Signing in failed, or the session has ended.</summary>
    SignIn = 3,

    /// <summary>The org cannot be reached, or gave no usable answer.</summary>
    Unreachable = 4,

    /// <summary>There is no such object, field or record.</summary>
    NotFound = 5,

    /// <summary>A check found something: the model has drifted from the org, or a query has an error.</summary>
    CheckFailed = 6,

    /// <summary>A file or the output cannot be read or written.</summary>
    File = 7,

    /// <summary>It was cancelled, by Ctrl+C or by a signal.</summary>
    Cancelled = 130,
}
