namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>The links as lines: several lookups between the same two objects are one line, and a lookup that may refer to almost anything is none.</summary>
internal sealed class DrawnLinks
{
    // A line to each object that may have files or notes would cover all the others.
    private const int MostTargets = 5;

    public DrawnLinks(IReadOnlyList<DiagramLink> links)
    {
        List<IGrouping<(string Child, string Field), DiagramLink>> lookups = [.. links.GroupBy(link => (link.Child, link.Field))];
        OmittedLookups = lookups.Count(lookup => lookup.Count() > MostTargets);
        Lines = [.. lookups.Where(lookup => lookup.Count() <= MostTargets).SelectMany(lookup => lookup)
            .GroupBy(link => (link.Child, link.Parent))
            .Select(line => new DiagramLink(
                line.Key.Child, line.Key.Parent, string.Join(", ", line.Select(link => link.Field)), line.Any(link => link.IsRequired), line.All(link => link.IsPolymorphic)))];
    }

    /// <summary>The lines; what ties two objects stands in <see cref="DiagramLink.Field"/>, divided by commas.</summary>
    public IReadOnlyList<DiagramLink> Lines { get; }

    /// <summary>How many lookups are not drawn.</summary>
    public int OmittedLookups { get; }
}
