using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>Whatever a body holds, the answer is one an org gives: never a 500, and the next request is answered.</summary>
public sealed class BodyFuzzTests : IAsyncLifetime
{
    private static readonly (string Method, string Path, string Body)[] Valid =
    [
        ("POST", "/sobjects/Thing__c", """{"Short__c":"abc","Code__c":"k1","Whole__c":12,"Money__c":1.5,"Flag__c":true,"Day__c":"2024-01-31","Moment__c":"2024-01-31T08:00:00.000+0000","Hour__c":"08:00:00","Mail__c":"a@example.com","Color__c":"Red","Tags__c":"x;y","Account__r":{"Key__c":"K-1"},"Place__Latitude__s":1.5}"""),
        ("PATCH", "/sobjects/Thing__c/Code__c/k1", """{"Short__c":"b","Account__c":null}"""),
        ("POST", "/sobjects/Account", """{"attributes":{"type":"Account"},"Name":"Acme","NumberOfEmployees":3,"BillingCity":"Austin","ParentId":null}"""),
        ("POST", "/sobjects/Task", """{"Subject":"Call","WhatId":null,"ActivityDate":"2024-05-01","Owner":{"attributes":{"type":"User"},"Username":"admin@example.com"}}"""),
        ("POST", "/sobjects/ContentVersion", """{"Title":"T","PathOnClient":"t.txt","VersionData":"aGVsbG8="}"""),
        ("POST", "/composite/sobjects", """{"allOrNone":false,"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Contact"},"LastName":"B"},{"attributes":{"type":"Thing__c"},"Short__c":"toolong"}]}"""),
        ("POST", "/composite/sobjects", """{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"}}]}"""),
        ("PATCH", "/composite/sobjects", """{"records":[{"attributes":{"type":"Account"},"id":"001Em0000000009","Name":"A"}]}"""),
        ("PATCH", "/composite/sobjects/Thing__c/Code__c", """{"allOrNone":false,"records":[{"attributes":{"type":"Thing__c"},"Code__c":"u1","Short__c":"s"}]}"""),
        ("POST", "/composite/sobjects/Account", """{"ids":["001Em0000000009","001Em000000000A"],"fields":["Id","Name"]}"""),
        ("POST", "/composite", """{"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},{"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"c","body":{"LastName":"C","AccountId":"@{a.id}"}},{"method":"GET","url":"/services/data/v66.0/query?q=SELECT+Id+FROM+Contact+WHERE+AccountId='@{a.id}'","referenceId":"q"}]}"""),
        ("POST", "/composite/batch", """{"haltOnError":false,"batchRequests":[{"method":"GET","url":"v66.0/limits"},{"method":"POST","url":"v66.0/sobjects/Account","richInput":{"Name":"B"}}]}"""),
        ("POST", "/composite/graph", """{"graphs":[{"graphId":"g1","compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},{"method":"PATCH","url":"/services/data/v66.0/sobjects/Account/@{a.id}","referenceId":"b","body":{"Site":"s"}}]}]}"""),
        ("POST", "/composite/tree/Account", """{"records":[{"attributes":{"type":"Account","referenceId":"r1"},"Name":"T","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"r2"},"LastName":"X"}]}}]}"""),
        ("POST", "/parameterizedSearch", """{"q":"Acme","fields":["Name"],"sobjects":[{"name":"Account","fields":["Id","Name"],"limit":5}],"in":"ALL","overallLimit":10}"""),
    ];

    private static readonly string[] Junk =
    [
        "null", "true", "-1", "1e400", "123456789012345678901234567890", "0.1e-400", "\"\"", "\"   \"", "\"001Em0000000009\"", "\"003Em0000000001AAA\"", "\"@{a.id}\"", "\"@{\"",
        "\"@{a.b[99999999999].c}\"", "[]", "{}", "[[[[[]]]]]", "[null]", "{\"attributes\":null}", "{\"attributes\":{\"type\":[]}}", "{\"attributes\":{\"type\":\"Contact\"}}", "{\"records\":5}",
        "\"\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"2024-02-30\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"x\\ny\"", "\"/services/data/v66.0/composite\"",
        "\"/services/data/v66.0/sobjects/Account/001Em0000000009\"", "\"v66.0/query?q=SELECT\"", "\"DELETE\"", "\"GET\"", "\"%00%zz\"", "\"Account\"", "\"Thing__c\"", "\"Nothing__c\"",
    ];

    private static readonly string[] Snippets = ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "null", "9", "-", "e", "'", "\0", "\ufffd", "é", "@{", "\"attributes\":", "\n"];

    private static readonly Regex Marker = new("\"!!([0-9]+)!!\"", RegexOptions.CultureInvariant);

    private InProcessOrg _org = null!;

    public async Task InitializeAsync() => _org = await InProcessOrg.StartAsync(OrgSchema.Standard()
        .WithObject("Account", o => o.Text("Key__c", 40, externalId: true, unique: true))
        .WithObject("Thing__c", o => o
            .Text("Short__c", 5).Text("Code__c", 20, externalId: true, unique: true).Number("Whole__c", 4).Currency("Money__c").Checkbox("Flag__c").Date("Day__c").DateTime("Moment__c")
            .Time("Hour__c").Email("Mail__c").Picklist("Color__c", ["Red", "Green"]).MultiPicklist("Tags__c", ["x", "y"]).Lookup("Account__c", "Account", "Things").Geolocation("Place__c")));

    public async Task DisposeAsync() => await _org.DisposeAsync();

    [Fact]
    public async Task Every_seed_body_is_understood()
    {
        foreach ((string method, string path, string body) in Valid)
            (await _org.SendAsync(method, path, body)).Body.Should().NotContain("JSON_PARSER_ERROR", path + body);
    }

    [Fact]
    public void Bodies_with_a_changed_value_are_answered() => Fuzz(iterations: 50_000, (seed, body) =>
    {
        Random random = new(seed);
        JsonNode root = JsonNode.Parse(body)!;
        for (int change = random.Next(1, 4); change > 0; change--)
            root = Changed(root, random);
        return Marker.Replace(root.ToJsonString(), found => Junk[int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)]);
    });

    [Fact]
    public void Bodies_with_changed_characters_are_answered() => Fuzz(iterations: 40_000, (seed, body) =>
    {
        Random random = new(seed);
        StringBuilder text = new(body);
        for (int change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
        {
            int at = random.Next(text.Length);
            if (random.Next(2) == 0)
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
            else
                text.Insert(at, Snippets[random.Next(Snippets.Length)]);
        }
        return text.ToString();
    });

    [Fact]
    public void Garbage_is_answered() => Fuzz(iterations: 10_000, (seed, _) =>
    {
        Random random = new(seed);
        return string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(3) == 0 ? $"{(char)random.Next(0x20, 0x2ff)}" : Snippets[random.Next(Snippets.Length)]));
    });

    [Fact]
    public async Task Extreme_bodies_are_refused_and_not_a_crash()
    {
        string deepArray = new string('[', 200_000) + new string(']', 200_000);
        string deepObject = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        string longName = $$"""{"{{new string('x', 1_000_000)}}":1}""";
        string longText = $$"""{"Name":"{{new string('x', 2_000_000)}}"}""";
        string manyFields = "{" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"f{i}\":{i}")) + "}";
        string manyRecords = $$"""{"records":[{{string.Join(",", Enumerable.Repeat("""{"attributes":{"type":"Account"},"Name":"A"}""", 5000))}}]}""";
        foreach ((string method, string path, _) in Valid)
        {
            foreach (string body in (string[])[deepArray, deepObject, longName, longText, manyFields, manyRecords])
            {
                (int status, string answer) = await _org.SendAsync(method, path, body);
                status.Should().BeLessThan(500, $"{method} {path} {body[..20]} {answer[..Math.Min(answer.Length, 200)]}");
            }
        }
        (await _org.SendAsync("POST", "/sobjects/Account", """{"Name":"Still here"}""")).Status.Should().Be(201);
    }

    private void Fuzz(int iterations, Func<int, string, string> change) => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            (string method, string path, string body) = Valid[seed % Valid.Length];
            string changed = change(seed, body);
            (int status, string answer) = _org.SendAsync(method, path, changed).GetAwaiter().GetResult();
            return status < 500 && !answer.Contains("   at ", StringComparison.Ordinal) && !answer.Contains("UNKNOWN_EXCEPTION", StringComparison.Ordinal)
                ? true
                : throw new InvalidOperationException($"{method} {path}\n{changed}\n{status} {answer}");
        },
        iter: iterations, threads: 1);

    /// <summary>Replaces, removes or doubles one value somewhere in the tree; junk is put in as the number of its text, for it need not be valid.</summary>
    private static JsonNode Changed(JsonNode root, Random random)
    {
        List<JsonNode> containers = [];
        Collect(root, containers);
        JsonNode chosen = containers[random.Next(containers.Count)];
        JsonNode junk = JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"!!{random.Next(Junk.Length)}!!"));
        switch (chosen)
        {
            case JsonObject { Count: > 0 } fields:
                string name = fields.ElementAt(random.Next(fields.Count)).Key;
                int action = random.Next(4);
                if (action == 0)
                    fields.Remove(name);
                else if (action == 1)
                    fields[new[] { "Id", "id", "attributes", "Nope__c", "CreatedDate", "Name", "Owner", "" }[random.Next(8)]] = junk;
                else
                    fields[name] = junk;
                break;
            case JsonArray { Count: > 0 } items:
                int index = random.Next(items.Count);
                if (random.Next(3) == 0)
                    items.Add(items[index]?.DeepClone());
                else
                    items[index] = junk;
                break;
        }
        return root;
    }

    private static void Collect(JsonNode? node, List<JsonNode> containers)
    {
        if (node is JsonObject fields)
        {
            containers.Add(node);
            foreach ((_, JsonNode? value) in fields)
                Collect(value, containers);
        }
        else if (node is JsonArray items)
        {
            containers.Add(node);
            foreach (JsonNode? item in items)
                Collect(item, containers);
        }
    }
}
