using System.Net;

namespace SalesforceLinq.Emulator;

/// <summary>How an emulated org is made up.</summary>
public sealed record EmulatedOrgOptions
{
    /// <summary>IP address to listen on.</summary>
    /// <value>
    /// Default <see cref="IPAddress.Loopback"/>: only this machine reaches the org. On any other, whoever reaches it can sign in with the published
    /// user and password and read and change all records; the window stays on this machine even then.
    /// </value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port on <see cref="Address"/>.</summary>
    /// <value>0 (default) takes a free one; else 1 to 65535.</value>
    public int Port { get; init; }

    /// <summary>File the data is kept in; it is made if it is not there, and read again if it is.</summary>
    /// <value><see langword="null"/> (default): in memory, gone with the org.</value>
    public string? DatabasePath { get; init; }

    /// <summary>Objects and fields.</summary>
    /// <value>Default <see cref="OrgSchema.Standard"/>.</value>
    public OrgSchema Schema { get; init; } = OrgSchema.Standard();

    /// <summary>Records an empty org starts with.</summary>
    /// <value>Default <see cref="SampleData.Standard"/>; ignored where <see cref="DatabasePath"/> has records already.</value>
    public SampleData SampleData { get; init; } = SampleData.Standard;

    /// <summary>The org's time: date literals, time stamps, the life of sessions and cursors.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Time zone of the user who signs in: date literals mean its days. Later the user's own <c>TimeZoneSidKey</c> counts.</summary>
    /// <value>Default UTC; a zone of the system (<see cref="TimeZoneInfo.FindSystemTimeZoneById"/>).</value>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Month the fiscal year of a new org begins with: date literals such as <c>THIS_FISCAL_QUARTER</c>, and the functions <c>FISCAL_…</c>.</summary>
    /// <value>1 (January, default) to 12; ignored where <see cref="DatabasePath"/> has records already.</value>
    public int FiscalYearStartMonth { get; init; } = 1;

    /// <summary>How long a session lives without being used; then requests are answered 401 <c>INVALID_SESSION_ID</c>.</summary>
    /// <value>More than zero; default 2 hours, as in a new org.</value>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>API requests the org allows in 24 hours; then it answers 403 <c>REQUEST_LIMIT_EXCEEDED</c>.</summary>
    /// <value>1 or more; default 100,000.</value>
    public int DailyApiRequests { get; init; } = 100_000;
}
