using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SalesforceLinq.Http.Configuration;

/// <summary>Reads a configuration section and gathers what is wrong with it, key by key. Values are never shown: they may be secrets.</summary>
internal sealed class SectionReader(IConfigurationSection section)
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, a sentence for each key.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Path of the section, such as <c>Salesforce</c>.</summary>
    public string Path => section.Path;

    /// <summary>The value of a key; null when it is missing or blank.</summary>
    public string? Text(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];

    public string? Required(string key)
    {
        string? value = Text(key);
        if (value is null)
            Problem(key, "is missing. Add it to the configuration");
        return value;
    }

    public bool Flag(string key) => Parsed(key, "must be true or false", text => bool.TryParse(text, out bool flag) ? flag : (bool?)null) ?? false;

    public int? Number(string key, int least, int most) => Parsed(
        key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number : (int?)null);

    public TimeSpan? Duration(string key) => Parsed(
        key, "must be a time above zero, as in 00:01:30",
        text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero ? time : (TimeSpan?)null);

    public void Problem(string key, string what) => _problems.Add($"'{section.Path}:{key}' {what}.");

    public void Problem(string what) => _problems.Add($"The configuration section '{section.Path}' {what}");

    /// <summary>Reports keys that mean nothing here: most are misspelt.</summary>
    public void RefuseUnknown(IReadOnlyList<string> known)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                Problem(child.Key, $"means nothing. Known keys are {string.Join(", ", known)}");
        }
    }

    /// <exception cref="InvalidOperationException">Something is wrong with the section.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, _problems));
    }

    private T? Parsed<T>(string key, string rule, Func<string, T?> parse)
        where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        T? value = parse(text);
        if (value is null)
            Problem(key, rule);
        return value;
    }
}
