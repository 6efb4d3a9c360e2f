using System.Globalization;
using System.Text;
using SalesforceLinq.Http.Search;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>
/// A search in SOSL, built step by step:
/// <c>Sosl.Find("Acme").In(SearchScope.Name).Returning("Account", "Id", "Name").Returning("Contact", "Id").Limit(20)</c>.
/// </summary>
/// <remarks>Immutable: each step gives a new search. Source: SOQL and SOSL Reference, "SOSL Syntax".</remarks>
public sealed record Sosl
{
    private readonly string _find;
    private readonly IReadOnlyList<string> _returning = [];
    private readonly SearchScope? _scope;
    private readonly int? _limit;

    private Sosl(string find) => _find = find;

    /// <summary>Searches for words, in any order; nothing in them is an operator or a wildcard.</summary>
    /// <param name="words">What to search for, as a person typed it.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static Sosl Find(string words) => new(SoslText.Words(words));

    /// <summary>Searches for words that stand side by side.</summary>
    /// <param name="phrase">What to search for.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static Sosl FindPhrase(string phrase) => new(SoslText.Phrase(phrase));

    /// <summary>Searches by an expression with <c>AND</c>, <c>OR</c>, <c>AND NOT</c>, parentheses, <c>*</c> and <c>?</c>, which is not escaped.</summary>
    /// <param name="expression">An expression, without the braces. Put texts of users into it by <see cref="Escape"/>.</param>
    /// <exception cref="ArgumentException">The expression is blank.</exception>
    public static Sosl FindExpression(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        return new(expression);
    }

    /// <summary>Escapes words for <see cref="FindExpression"/>, to stand outside of quotes; for words side by side see <see cref="FindPhrase"/>.</summary>
    /// <param name="text">Any text that is not blank.</param>
    /// <returns>The words; nothing in them is an operator or a wildcard.</returns>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public static string Escape(string text) => SoslText.Words(text);

    /// <summary>Searches only in some kinds of fields.</summary>
    /// <param name="scope">The kind; without this step, all fields that can be searched.</param>
    public Sosl In(SearchScope scope) => new(this, scope: scope);

    /// <summary>Asks for records of an object.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="fields">Fields to read; only ids when none is named.</param>
    /// <exception cref="ArgumentException">A name is not an API name.</exception>
    public Sosl Returning(string objectName, params IReadOnlyList<string> fields) => Returning(objectName, fields, where: null);

    /// <summary>Asks for some records of an object.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="fields">Fields to read, at least one.</param>
    /// <param name="where">Condition in SOQL, without the word WHERE; values go into it by <see cref="Soql.Format"/>.</param>
    /// <param name="orderBy">Order in SOQL, without the words ORDER BY.</param>
    /// <param name="limit">Most records of this object, 1 to 2,000.</param>
    /// <exception cref="ArgumentException">A name is not an API name, or there is a condition without fields.</exception>
    public Sosl Returning(string objectName, IReadOnlyList<string> fields, string? where, string? orderBy = null, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var text = new StringBuilder(ApiName.Checked(objectName));
        if (fields.Count == 0 && (where ?? orderBy ?? (object?)limit) is not null)
            throw new ArgumentException("SOSL takes a condition, an order or a limit only after fields. Name at least one.", nameof(fields));
        if (limit is < 1 or > 2000)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A search returns 1 to 2,000 records of an object.");
        if (fields.Count > 0)
        {
            text.Append('(').AppendJoin(", ", fields.Select(field => ApiName.CheckedPath(field, nameof(fields))));
            text.Append(where is null ? "" : $" WHERE {where}").Append(orderBy is null ? "" : $" ORDER BY {orderBy}");
            text.Append(limit is null ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {limit}")).Append(')');
        }

        return new(this, returning: [.. _returning, text.ToString()]);
    }

    /// <summary>Asks for no more than a number of records in all.</summary>
    /// <param name="count">1 to 2,000.</param>
    public Sosl Limit(int count) =>
        count is >= 1 and <= 2000
            ? new(this, limit: count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "A search returns 1 to 2,000 records.");

    /// <summary>The text of the search.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("FIND {").Append(_find).Append('}');
        if (_scope is { } scope)
            text.Append(" IN ").Append(scope.ToString().ToUpperInvariant()).Append(" FIELDS");
        if (_returning.Count > 0)
            text.Append(" RETURNING ").AppendJoin(", ", _returning);
        if (_limit is { } limit)
            text.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        return text.ToString();
    }

    private Sosl(Sosl before, SearchScope? scope = null, IReadOnlyList<string>? returning = null, int? limit = null)
    {
        _find = before._find;
        _scope = scope ?? before._scope;
        _returning = returning ?? before._returning;
        _limit = limit ?? before._limit;
    }
}

/// <summary>Kinds of fields that a search looks into.</summary>
public enum SearchScope
{
    /// <summary>All fields that can be searched.</summary>
    All,

    /// <summary>Names.</summary>
    Name,

    /// <summary>Email addresses.</summary>
    Email,

    /// <summary>Phone numbers.</summary>
    Phone,

    /// <summary>Fields of the sidebar.</summary>
    Sidebar,
}
