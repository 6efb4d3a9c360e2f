namespace SalesforceLinq.Emulator.Schema;

/// <summary>What may be done with an object, as describe's flags say it.</summary>
[Flags]
internal enum ObjectAbilities
{
    None = 0,
    Createable = 1 << 0,
    Updateable = 1 << 1,
    Deletable = 1 << 2,
    Undeletable = 1 << 3,
    Queryable = 1 << 4,
    Searchable = 1 << 5,
    Retrieveable = 1 << 6,
    Replicateable = 1 << 7,
    Mergeable = 1 << 8,
    FeedEnabled = 1 << 9,
    MruEnabled = 1 << 10,
    Layoutable = 1 << 11,
    SearchLayoutable = 1 << 12,
    CompactLayoutable = 1 << 13,
    Triggerable = 1 << 14,
    CustomSetting = 1 << 15,
    Activateable = 1 << 16,
    DeprecatedAndHidden = 1 << 17,
    DeepCloneable = 1 << 18,
    HasSubtypes = 1 << 19,
    IsInterface = 1 << 20,
    IsSubtype = 1 << 21,

    /// <summary>What the global describe does not tell.</summary>
    OnlyInObjectDescribe = SearchLayoutable | CompactLayoutable,

    /// <summary>What an ordinary custom object can do.</summary>
    Ordinary = Createable | Updateable | Deletable | Undeletable | Queryable | Searchable | Retrieveable | Replicateable
        | MruEnabled | Layoutable | SearchLayoutable | CompactLayoutable | Triggerable,
}
