using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>One record of a batch: what it shall hold, or why it cannot be understood.</summary>
/// <param name="Input">The record; <see langword="null"/> with an error.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Fields">The fields as they were sent, for CSV.</param>
internal sealed record LoadRow(RecordInput? Input, RecordError? Error, IReadOnlyList<string> Fields);

/// <summary>The records of a batch, one after the other.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The columns as they were sent, for CSV.</summary>
    IReadOnlyList<string> Header { get; }

    /// <summary>The next record; <see langword="null"/> behind the last one.</summary>
    ValueTask<LoadRow?> ReadAsync(CancellationToken cancellationToken);
}
