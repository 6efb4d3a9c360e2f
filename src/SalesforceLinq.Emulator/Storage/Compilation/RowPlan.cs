using System.Text.Json;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>How a stored value is written as JSON.</summary>
internal enum ValueForm
{
    Text,
    Boolean,
    Integer,
    Decimal,
    DateTime,
}

/// <summary>How to write one record from the columns of a result row.</summary>
/// <param name="Object">What the record is; <see langword="null"/> where its id's prefix tells.</param>
/// <param name="IdOrdinal">The column of its id.</param>
/// <param name="Members">Its members, in SELECT order.</param>
internal sealed record RowPlan(ObjectSchema? Object, int IdOrdinal, IReadOnlyList<MemberPlan> Members);

internal abstract record MemberPlan(JsonEncodedText Name);

internal sealed record FieldPlan(JsonEncodedText Name, int Ordinal, ValueForm Form) : MemberPlan(Name);

/// <summary>A base64 value, answered as the url it is fetched from.</summary>
internal sealed record BlobPlan(JsonEncodedText Name, int Ordinal, string ObjectName, string FieldName, int IdOrdinal) : MemberPlan(Name);

internal sealed record CompoundPlan(JsonEncodedText Name, IReadOnlyList<FieldPlan> Parts) : MemberPlan(Name);

internal sealed record ParentPlan(JsonEncodedText Name, RowPlan Row) : MemberPlan(Name);

internal sealed record TypeofPlan(JsonEncodedText Name, int IdOrdinal, IReadOnlyList<RowPlan> Branches, RowPlan Otherwise) : MemberPlan(Name);

/// <param name="Name">Relationship name.</param>
/// <param name="Index">Place among the query's child plans.</param>
internal sealed record ChildrenPlan(JsonEncodedText Name, int Index) : MemberPlan(Name);
