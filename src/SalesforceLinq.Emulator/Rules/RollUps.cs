using System.Runtime.CompilerServices;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Keeps roll-up summaries up to date: whenever a record is written or deleted, those of the records it refers to.</summary>
internal sealed class RollUps
{
    private readonly TableSet _tables;
    private readonly DerivedValues _derived;
    private readonly ILookup<string, RollUp> _ofChild;

    public RollUps(TableSet tables)
    {
        _tables = tables;
        _derived = new DerivedValues(tables);
        _ofChild = tables.Schema.Objects
            .SelectMany(parent => parent.Fields.Where(field => field.Summary is not null).Select(field => new RollUp(parent, field, field.Summary!)))
            .Where(rollUp => CanRead(tables.Find(rollUp.Summary.ChildObject)?.Schema, rollUp.Summary))
            .ToLookup(rollUp => rollUp.Summary.ChildObject, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A new record has nothing to sum up: its counts and sums are 0, and so is what is computed elsewhere and never null.</summary>
    // Runs for each sample record before the runtime would have compiled it well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Begin(StoredRecord record)
    {
        foreach (FieldSchema field in record.Schema.Fields)
        {
            if (field.IsNumber && field is { Summary.Function: RollUpFunction.Count or RollUpFunction.Sum } or { Calculated: true, Nillable: false })
                record[field] = field.Type == FieldType.Int ? 0L : 0.0;
        }
    }

    /// <param name="context">Who wrote.</param>
    /// <param name="before">The record as it was; <see langword="null"/> if it was made.</param>
    /// <param name="after">The record as it is; <see langword="null"/> if it was deleted.</param>
    public void Refresh(WriteContext context, StoredRecord? before, StoredRecord? after)
    {
        foreach (RollUp rollUp in _ofChild[(after ?? before)!.Schema.Name])
        {
            string? from = before?.Text(rollUp.Summary.Reference);
            string? to = after?.Text(rollUp.Summary.Reference);
            if (to is not null)
                Refresh(context, rollUp, to);
            if (from is not null && from != to)
                Refresh(context, rollUp, from);
        }
    }

    /// <summary>All roll-ups of all records, after rows were put in without telling.</summary>
    public void RefreshAll(StoreConnection connection)
    {
        foreach (RollUp rollUp in _ofChild.SelectMany(group => group))
        {
            connection.Execute(
                $"UPDATE {RecordTable.Quoted(rollUp.Parent.Name)} SET {RecordTable.Quoted(rollUp.Field.Name)} = ({Sql(rollUp, $"{RecordTable.Quoted(rollUp.Parent.Name)}.\"Id\"")})");
        }
    }

    private void Refresh(WriteContext context, RollUp rollUp, string parentId)
    {
        RecordTable parents = _tables[rollUp.Parent];
        if (parents.Find(context.Connection, parentId) is not { IsDeleted: false } parent)
            return;
        object? value = context.Connection.Scalar(Sql(rollUp, "$p0"), parentId);
        StoredRecord refreshed = parent.Copy();
        refreshed[rollUp.Field] = rollUp.Field.Type is FieldType.Int or FieldType.Boolean || value is not long whole ? value : (double)whole;
        _derived.Apply(context.Connection, parent, refreshed, context.Stamp);
        ComputedValues.Apply(refreshed);
        if (refreshed.HasValuesOf(parent))
            return;
        refreshed.Set("SystemModstamp", context.Stamp);
        parents.Update(context.Connection, parent, refreshed);
        Refresh(context, parent, refreshed);
    }

    // A schema of somebody's describes may lack what the standard objects sum up.
    private static bool CanRead(ObjectSchema? child, RollUpSummary summary) =>
        child?.FindField(summary.Reference) is not null
        && (summary.Field is null || child.FindField(summary.Field) is not null)
        && (summary.Only is null || child.FindField(summary.Only) is not null);

    private static string Sql(RollUp rollUp, string parentId)
    {
        RollUpSummary summary = rollUp.Summary;
        string field = summary.Field is null ? "*" : RecordTable.Quoted(summary.Field);
        string function = summary.Function switch
        {
            RollUpFunction.Count when rollUp.Field.Type == FieldType.Boolean => $"count({field}) > 0",
            RollUpFunction.Count => $"count({field})",
            RollUpFunction.Sum => $"coalesce(sum({field}), 0)",
            RollUpFunction.Minimum => $"min({field})",
            _ => $"max({field})",
        };
        string only = summary.Only is null ? "" : $" AND {RecordTable.Quoted(summary.Only)} = 1";
        return $"SELECT {function} FROM {RecordTable.Quoted(summary.ChildObject)} WHERE {RecordTable.Quoted(summary.Reference)} = {parentId} AND \"IsDeleted\" = 0{only}";
    }

    private sealed record RollUp(ObjectSchema Parent, FieldSchema Field, RollUpSummary Summary);
}
