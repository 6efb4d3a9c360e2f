using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>Random queries, answered by the engine and by a naive evaluator over the same rows in memory.</summary>
public sealed class DifferentialTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly NaiveData _data;

    public DifferentialTests()
    {
        _data = new NaiveData(new Random(20_241_008));
        _data.Store(_store);
    }

    [Fact]
    public void Rows_are_those_of_the_naive_evaluator() => Gen.ULong.Sample(
        seed =>
        {
            NaiveQuery query = new QueryMaker(new Random((int)(seed % int.MaxValue)), _data).Rows();
            List<string> answered = [.. _store.Query(query.Soql)["records"]!.AsArray().Select(row => row!["Id"]!.GetValue<string>())];
            List<string> expected = [.. query.Run().Select(row => (string)row["Id"]!)];
            return answered.SequenceEqual(expected)
                ? true
                : throw new InvalidOperationException($"{query.Soql}\nengine {string.Join(' ', answered)}\nnaive  {string.Join(' ', expected)}");
        },
        iter: 20_000, threads: 1);

    [Fact]
    public void Groups_are_those_of_the_naive_evaluator() => Gen.ULong.Sample(
        seed =>
        {
            NaiveGroups query = new QueryMaker(new Random((int)(seed % int.MaxValue)), _data).Groups();
            List<string> answered = [.. _store.Query(query.Soql)["records"]!.AsArray().Select(Shown).Order(StringComparer.Ordinal)];
            List<string> expected = [.. query.Run().Order(StringComparer.Ordinal)];
            return answered.SequenceEqual(expected)
                ? true
                : throw new InvalidOperationException($"{query.Soql}\nengine {string.Join(' ', answered)}\nnaive  {string.Join(' ', expected)}");
        },
        iter: 10_000, threads: 1);

    public void Dispose() => _store.Dispose();

    private static string Shown(JsonNode? row) => string.Join('|', row!.AsObject().Where(member => member.Key != "attributes").Select(member => member.Value switch
    {
        null => "null",
        JsonValue value when value.TryGetValue(out double number) => number.ToString("0.######", CultureInfo.InvariantCulture),
        JsonValue value => value.ToString().ToUpperInvariant(),
        { } other => other.ToJsonString(),
    }));
}
