namespace Worker;

/// <summary>One line of the catalog: what the shop sells today.</summary>
public sealed record CatalogItem(string Sku, string Name, string? Family);

/// <summary>Reads the catalog: a line each, of a unit, a name and a family, apart by semicolons; the first line holds the titles.</summary>
public static class CatalogFile
{
    /// <exception cref="InvalidDataException">A line has no unit or no name, or a unit stands there twice. Nothing is guessed.</exception>
    public static async Task<IReadOnlyDictionary<string, CatalogItem>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Dictionary<string, CatalogItem> items = new(StringComparer.OrdinalIgnoreCase);
        int number = 0;
        await foreach (string line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (number == 1 || line.Length == 0)
                continue;
            if (line.Split(';', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } sku, { Length: > 0 } name, .. var rest])
                throw new InvalidDataException($"{path}({number}): '{line}' is not 'unit;name;family'.");
            if (!items.TryAdd(sku, new CatalogItem(sku, name, rest is [{ Length: > 0 } family, ..] ? family : null)))
                throw new InvalidDataException($"{path}({number}): the unit '{sku}' stands there twice.");
        }

        return items;
    }
}
