namespace SalesforceLinq;

/// <summary>In which way a class and an org's description of its object differ.</summary>
public enum ModelMismatchKind
{
    /// <summary>The org does not have the object, or not for this user.</summary>
    MissingObject,

    /// <summary>The object cannot be queried.</summary>
    NotQueryable,

    /// <summary>The object does not have the field, or not for this user.</summary>
    MissingField,

    /// <summary>The field's values do not fit the property's type.</summary>
    WrongType,

    /// <summary>The field may be null, and the property's type has no null.</summary>
    NullableInOrg,

    /// <summary>The class may write the field, and the org lets nobody, or not this user.</summary>
    NotWritable,

    /// <summary>The class may set the field when a record is created, and the org does not allow it then.</summary>
    NotCreateable,

    /// <summary>The class may change the field, and the org takes it only when a record is created.</summary>
    NotUpdateable,

    /// <summary>The class takes the field for an external id, and the org does not; or the other way round.</summary>
    ExternalId,

    /// <summary>The class takes the field for a long text, and the org does not; or the other way round.</summary>
    LongText,

    /// <summary>The lookup does not exist, or is no lookup.</summary>
    MissingRelationship,

    /// <summary>The relationship has another name.</summary>
    RelationshipName,

    /// <summary>The relationship leads to another object.</summary>
    RelationshipTarget,

    /// <summary>The field's picklist has values that the enum does not name. They are read and kept all the same.</summary>
    PicklistValueNotInEnum,

    /// <summary>The enum names values that the field's picklist does not have.</summary>
    PicklistValueNotInOrg,
}
