namespace SalesforceLinq.Emulator.Sampling;

/// <summary>A record to be stored before the org answers its first request.</summary>
/// <param name="ObjectName">API name of its object.</param>
/// <param name="Number">Its number among the sample records of that object, from 1.</param>
/// <param name="Values">
/// Field name → value: <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="double"/>, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/>, or a <see cref="SampleReference"/> to a record that comes earlier. A field that is not there is null.
/// </param>
internal sealed record SampleRecord(string ObjectName, int Number, IReadOnlyDictionary<string, object> Values);

/// <summary>Points to another sample record, whose id is not known yet.</summary>
/// <param name="ObjectName">API name of its object.</param>
/// <param name="Number">Its number; 0 is the user who signs in.</param>
internal sealed record SampleReference(string ObjectName, int Number);
