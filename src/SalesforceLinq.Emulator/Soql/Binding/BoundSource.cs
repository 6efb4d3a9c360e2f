using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>One object a query reads from: the object after FROM, or a parent reached over a reference.</summary>
/// <param name="Alias">The name of its table in SQL, unique in the whole statement.</param>
/// <param name="Object">The object.</param>
/// <param name="From">The source whose reference leads here; <see langword="null"/> for the object after FROM.</param>
/// <param name="Reference">That reference.</param>
internal sealed record BoundSource(string Alias, ObjectSchema Object, BoundSource? From, FieldSchema? Reference)
{
    /// <summary>Whether rows may lack it: a parent can be missing.</summary>
    public bool Optional => From is not null;
}
