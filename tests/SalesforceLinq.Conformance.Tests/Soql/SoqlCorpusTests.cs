using System.Text.Json;
using SalesforceLinq.Cli.Queries;
using SalesforceLinq.Emulator.Soql.Parsing;
using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Conformance.Tests.Soql;

public sealed class SoqlCorpusTests
{
    [SkippableFact]
    public void Parser_accepts_every_valid_query_of_the_corpus()
    {
        List<string> refused = [];
        foreach (string query in Queries("valid.jsonl"))
        {
            try
            {
                SoqlParser.Parse(query).Select.Should().NotBeEmpty();
            }
            catch (SoqlException exception)
            {
                refused.Add($"{query} => {exception.Message}");
            }
        }

        refused.Should().BeEmpty();
    }

    [SkippableFact]
    public void Parser_refuses_every_invalid_query_of_the_corpus()
    {
        List<string> accepted = [];
        foreach (string query in Queries("invalid.jsonl"))
        {
            try
            {
                SoqlParser.Parse(query);
                accepted.Add(query);
            }
            catch (SoqlException exception)
            {
                exception.ErrorCode.Should().Be(SoqlErrorCodes.MalformedQuery, query);
            }
        }

        accepted.Should().BeEmpty();
    }

    [SkippableFact]
    public void Layout_keeps_every_word_of_every_valid_query()
    {
        foreach (string query in Queries("valid.jsonl"))
        {
            string formatted = new SoqlFormatter().Format(query);
            new SoqlWords(formatted).Read().Should().Equal(new SoqlWords(query).Read(), (left, right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase), query);
            SoqlParser.Parse(formatted).Select.Should().NotBeEmpty(query);
            new SoqlFormatter().Format(formatted).Should().Be(formatted, "a second run changes nothing");
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

        queries.Should().HaveCountGreaterThan(50);
        return queries;
    }
}
