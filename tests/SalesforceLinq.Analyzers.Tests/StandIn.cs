using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SalesforceLinq.Analyzers.Tests;

/// <summary>The public shape of SalesforceLinq that the rules look at, as an assembly of that name, and a small model over it.</summary>
internal static class StandIn
{
    /// <summary>Entities and a context, compiled with every snippet.</summary>
    public const string Model = """
        using System;
        using System.Collections.Generic;
        using SalesforceLinq;

        public class Account
        {
            public string? Id { get; set; }
            public string Name { get; set; } = "";
            public decimal? AnnualRevenue { get; set; }
            public ICollection<Contact> Contacts { get; set; } = new List<Contact>();
        }

        [Flags] public enum Interests { None, Sailing, Chess }

        public class Contact
        {
            public string? Id { get; set; }
            public string LastName { get; set; } = "";
            public string? Email { get; set; }
            public string? AccountId { get; set; }
            public Account? Account { get; set; }
            public Interests Interests { get; set; }
            public DateTimeOffset CreatedDate { get; set; }
        }

        public class CrmContext
        {
            public SObjectSet<Account> Accounts => null!;
            public SObjectSet<Contact> Contacts => null!;
        }

        public static class Own
        {
            public static string Normalize(string? text) => text ?? "";
            public static bool Contains(this Contact contact, string text) => false;
            public static System.Linq.IQueryable<T> Recent<T>(this System.Linq.IQueryable<T> query) => query;
        }
        """;

    private const string Library = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading;
        using System.Threading.Tasks;

        namespace SalesforceLinq;

        public sealed class SObjectSet<T> : IQueryable<T> where T : class
        {
            public Type ElementType => typeof(T);
            public Expression Expression => null!;
            public IQueryProvider Provider => null!;
            public IEnumerator<T> GetEnumerator() => null!;
            IEnumerator IEnumerable.GetEnumerator() => null!;
            public IQueryable<T> FromSoql(FormattableString soql) => this;
            public IAsyncEnumerable<T> AsAsyncEnumerable() => null!;
        }

        public static class SalesforceQueryableExtensions
        {
            public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> query) => query;
            public static IAsyncEnumerable<T> AsAsyncEnumerable<T>(this IQueryable<T> query) => null!;
            public static Task<List<T>> ToListAsync<T>(this IQueryable<T> query, CancellationToken cancellation = default) => null!;
            public static Task<T> FirstAsync<T>(this IQueryable<T> query, CancellationToken cancellation = default) => null!;
            public static Task<T> FirstAsync<T>(this IQueryable<T> query, Expression<Func<T, bool>> predicate, CancellationToken cancellation = default) => null!;
            public static Task<int> CountAsync<T>(this IQueryable<T> query, CancellationToken cancellation = default) => null!;
            public static IQueryable<T> Include<T, P>(this IQueryable<T> query, Expression<Func<T, P>> path) => query;
        }

        public static class SoqlFunctions
        {
            public static bool Includes(object field, params string[] values) => false;
            public static DateTimeOffset LastNDays(int days) => default;
        }
        """;

    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(object).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>.NET and the stand-in.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } = [.. Framework, Compiled()];

    private static PortableExecutableReference Compiled()
    {
        using MemoryStream image = new();
        CSharpCompilation library = CSharpCompilation.Create(
            "SalesforceLinq",
            [CSharpSyntaxTree.ParseText(Library)],
            Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        library.Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
