using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>
/// A result to be fetched page by page: which rows, in which order, as they were when the query ran. Keeps eight bytes a row.
/// Immutable, so that requests can share it.
/// </summary>
/// <param name="Rows">How the rows are read.</param>
/// <param name="Keys">Their rowids.</param>
/// <param name="BatchSize">Rows on a page, children counted.</param>
/// <param name="UrlPrefix">What urls in the answer begin with.</param>
internal sealed record RowCursor(CompiledRows Rows, ReadOnlyMemory<long> Keys, int BatchSize, string UrlPrefix)
{
    public int TotalSize => Keys.Length;
}
