using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>What became of a device that asks to sign in.</summary>
internal enum DeviceState
{
    Pending,

    /// <summary>Pending, and asked for again before the interval was over.</summary>
    Hasty,
    Approved,
    Denied,
    Unknown,
}

/// <summary>Devices without a browser that wait until a person has entered their code elsewhere.</summary>
internal sealed class DeviceCodes(TimeProvider clock)
{
    /// <summary>How long a device waits between two questions.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Device> _byDeviceCode = new(StringComparer.Ordinal);

    public (string DeviceCode, string UserCode) Issue()
    {
        Device device = new(RandomText.Readable(8), clock.GetUtcNow());
        string deviceCode = RandomText.Secret(60);
        _byDeviceCode[deviceCode] = device;
        return (deviceCode, device.UserCode);
    }

    /// <summary>Enters a user code; false if no device waits under it.</summary>
    /// <param name="userCode">The code; case, blanks and hyphens do not count.</param>
    /// <param name="userId">The user who approves; <see langword="null"/> denies.</param>
    public bool Enter(string userCode, string? userId)
    {
        string wanted = string.Concat(userCode.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        Device? device = _byDeviceCode.Values.FirstOrDefault(device => device.UserCode == wanted && device.State == DeviceState.Pending && IsAlive(device));
        if (device is null)
            return false;
        device.UserId = userId;
        device.State = userId is null ? DeviceState.Denied : DeviceState.Approved;
        return true;
    }

    /// <summary>What became of a device; one whose wait is over is forgotten by this.</summary>
    public (DeviceState State, string? UserId) Poll(string deviceCode)
    {
        if (!_byDeviceCode.TryGetValue(deviceCode, out Device? device) || !IsAlive(device))
            return (DeviceState.Unknown, null);
        if (device.State != DeviceState.Pending && !_byDeviceCode.TryRemove(deviceCode, out _))
            return (DeviceState.Unknown, null);
        DateTimeOffset now = clock.GetUtcNow();
        bool hasty = device.State == DeviceState.Pending && now - device.AskedAt < Interval;
        device.AskedAt = now;
        return (hasty ? DeviceState.Hasty : device.State, device.UserId);
    }

    public void Clear() => _byDeviceCode.Clear();

    private bool IsAlive(Device device) => clock.GetUtcNow() - device.IssuedAt < Lifetime;

    private sealed class Device(string userCode, DateTimeOffset issuedAt)
    {
        public string UserCode { get; } = userCode;

        public DateTimeOffset IssuedAt { get; } = issuedAt;

        /// <summary>When it last asked; before the first time, long ago.</summary>
        public DateTimeOffset AskedAt { get; set; }

        public DeviceState State { get; set; }

        public string? UserId { get; set; }
    }
}
