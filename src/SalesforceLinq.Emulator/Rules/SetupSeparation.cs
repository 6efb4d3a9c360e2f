namespace SalesforceLinq.Emulator.Rules;

/// <summary>Keeps apart, within one transaction, records that decide who may see what from the records that are seen.</summary>
/// <remarks>Source: Apex Developer Guide, "sObjects That Can't Be Used Together in DML Operations"; REST API Developer Guide, sObject Collections.</remarks>
internal sealed class SetupSeparation
{
    /// <summary>Fields of a user that decide what he sees; a change of the others goes with everything.</summary>
    private static readonly string[] DecisiveUserFields = ["UserRoleId", "IsActive", "ForecastEnabled", "IsPortalEnabled", "Username", "ProfileId"];

    private string? _setupObject;
    private string? _otherObject;

    /// <summary>Which kind of records a write is of.</summary>
    internal enum Kind
    {
        Setup,
        Other,
        Either,
    }

    /// <exception cref="RecordRefusedException">The transaction has written records of the other kind.</exception>
    public Kind CheckInsert(string objectName, RecordInput input) => Checked(objectName, objectName switch
    {
        "User" => input.Values.Exists(given => given is { Field.Name: "UserRoleId", Value: not null }) ? Kind.Setup : Kind.Either,
        "Group" => Kind.Either,
        _ => KindOf(objectName),
    });

    /// <exception cref="RecordRefusedException">The transaction has written records of the other kind.</exception>
    public Kind CheckUpdate(string objectName, RecordInput input) => Checked(objectName, objectName switch
    {
        "User" => input.Values.Exists(given => DecisiveUserFields.Contains(given.Field.Name)) ? Kind.Setup : Kind.Either,
        "Group" => Kind.Either,
        _ => KindOf(objectName),
    });

    /// <exception cref="RecordRefusedException">The transaction has written records of the other kind.</exception>
    public Kind CheckDelete(string objectName) => Checked(objectName, KindOf(objectName));

    /// <summary>Notes a write that was checked, once it is done: one that was refused keeps nothing apart.</summary>
    public void Written(string objectName, Kind kind)
    {
        if (kind == Kind.Setup)
            _setupObject ??= objectName;
        else if (kind == Kind.Other)
            _otherObject ??= objectName;
    }

    private static Kind KindOf(string objectName) =>
        objectName is "User" or "UserRole" or "Group" or "GroupMember" or "PermissionSet" or "PermissionSetAssignment" ? Kind.Setup : Kind.Other;

    private Kind Checked(string objectName, Kind kind)
    {
        if ((kind == Kind.Setup ? _otherObject : kind == Kind.Other ? _setupObject : null) is { } original)
        {
            throw new RecordRefusedException(new RecordError(
                "MIXED_DML_OPERATION",
                $"DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): {objectName}, original object: {original}",
                []));
        }
        return kind;
    }
}
