using System.Text.Json;
using SalesforceLinq.Soql.Parsing;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;
using EmulatedParser = SalesforceLinq.Emulator.Soql.Parsing.SoqlParser;

namespace SalesforceLinq.Conformance.Tests.Soql;

/// <summary>
/// The product's parser of SOQL, which FromSoql needs to go on from text: what it reads it must read rightly, and what it cannot read it must say so.
/// Whether it reads rightly is seen by what it prints of it.
/// </summary>
public sealed class WrittenSoqlCorpusTests
{
    [SkippableFact]
    public void What_is_read_and_printed_reads_the_same_again()
    {
        List<string> wrong = [];
        int read = 0;
        List<string> queries = Queries("valid.jsonl");
        foreach (string query in queries)
        {
            if (TryPrint(query) is not { } printed)
                continue;
            read++;
            EmulatedParser.Parse(printed).Select.Should().NotBeEmpty(query);
            if (TryPrint(printed) != printed)
                wrong.Add($"{query} => {printed}");
        }

        wrong.Should().BeEmpty();
        ((double)read / queries.Count).Should().BeGreaterThan(0.6, "most queries people write can be gone on with");
    }

    [SkippableFact]
    public void Nothing_that_is_no_soql_is_read()
    {
        List<string> accepted = [];
        foreach (string query in Queries("invalid.jsonl"))
        {
            if (TryPrint(query) is { } printed)
                accepted.Add($"{query} => {printed}");
        }

        // The parser knows the grammar and not the rules beyond it: which functions there are, and what may stand in one query together.
        accepted.Should().OnlyContain(text => Refuses(text.Substring(text.IndexOf(" => ", StringComparison.Ordinal) + 4)));
    }

    private static bool Refuses(string printed)
    {
        try
        {
            EmulatedParser.Parse(printed);
            return false;
        }
        catch (SalesforceLinq.Emulator.Soql.Refusals.SoqlException)
        {
            return true;
        }
    }

    private static string? TryPrint(string query)
    {
        try
        {
            SoqlQuery parsed = SoqlParser.Parse(query.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            return SoqlPrinter.Print(parsed);
        }
        catch (SoqlSyntaxException unknown)
        {
            unknown.Message.Should().NotBeEmpty();
            return null;
        }
    }

    private static List<string> Queries(string file)
    {
        string? path = SharedFolder.Find(Path.Combine("soql-corpus", file));
        Skip.If(path is null, "The corpus is not beside this clone.");
        List<string> queries = [];
        foreach (string line in File.ReadLines(path!))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            queries.Add(document.RootElement.GetProperty("query").GetString()!);
        }

        return queries;
    }
}
