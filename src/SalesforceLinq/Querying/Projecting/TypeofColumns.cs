using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Gathers what is read of a polymorphic lookup, by the object its record belongs to.</summary>
internal sealed class TypeofColumns
{
    /// <summary>Adds an object, and a field of it, to the TYPEOF of a lookup.</summary>
    public void Branch(List<SoqlSelectItem> select, string relationship, string objectName, string? field)
    {
        int index = select.FindIndex(item => item is SoqlTypeof known && known.Relationship == relationship);
        if (index < 0)
        {
            index = select.Count;
            select.Add(new SoqlTypeof(relationship, [], []));
        }

        SoqlTypeof choice = (SoqlTypeof)select[index];
        SoqlTypeofBranch branch = choice.Branches.FirstOrDefault(known => known.ObjectName == objectName) ?? new SoqlTypeofBranch(objectName, []);
        SoqlTypeofBranch extended = field is null || branch.Fields.Contains(field) ? branch : branch with { Fields = branch.Fields.Add(field) };
        select[index] = choice with
        {
            Branches = choice.Branches.Contains(branch) ? choice.Branches.Replace(branch, extended) : choice.Branches.Add(extended),
        };
    }

    /// <summary>The item as SOQL has it: where nothing but the type is asked for, the type is a field.</summary>
    public SoqlSelectItem Print(SoqlTypeof choice) => choice.Branches.All(branch => branch.Fields.IsEmpty)
        ? new SoqlSelectTerm(new SoqlField(choice.Relationship + ".Type"))
        : choice with { Branches = [.. choice.Branches.Select(branch => branch.Fields.IsEmpty ? branch with { Fields = ["Id"] } : branch)] };
}
