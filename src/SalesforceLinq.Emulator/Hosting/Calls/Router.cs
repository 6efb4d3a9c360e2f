namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Answers a call.</summary>
internal delegate ValueTask<Answer> Handler(Call call);

/// <summary>Finds the handler of a path: segments are compared without regard to case, <c>{name}</c> takes any.</summary>
internal sealed class Router
{
    private readonly Node _root = new();

    public void Map(string method, string pattern, Handler handler)
    {
        Node node = _root;
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = part[0] == '{' ? node.Parameter(part.Trim('{', '}')) : node.Literal(part);
        node.Handlers[method] = handler;
    }

    public ValueTask<Answer> DispatchAsync(Call call)
    {
        Dictionary<string, string> values = [];
        if (Find(_root, call.Segments, 0, values) is not { } node)
            return new ValueTask<Answer>(Answer.NotFound());
        string method = call.Method == "HEAD" ? "GET" : call.Method;
        if (!node.Handlers.TryGetValue(method, out Handler? handler))
            return new ValueTask<Answer>(Answer.MethodNotAllowed(string.Join(',', node.Handlers.Keys)));
        foreach ((string name, string value) in values)
            call[name] = value;
        return handler(call);
    }

    private static Node? Find(Node node, IReadOnlyList<string> segments, int index, Dictionary<string, string> values)
    {
        if (index == segments.Count)
            return node.Handlers.Count > 0 ? node : null;
        if (node.Literals.TryGetValue(segments[index], out Node? literal) && Find(literal, segments, index + 1, values) is { } found)
            return found;
        if (node.Any is not { } any || Find(any, segments, index + 1, values) is not { } under)
            return null;
        values[any.Name] = segments[index];
        return under;
    }

    private sealed class Node
    {
        public string Name { get; private init; } = "";

        public Dictionary<string, Node> Literals { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Handler> Handlers { get; } = new(StringComparer.Ordinal);

        public Node? Any { get; private set; }

        public Node Literal(string text)
        {
            if (!Literals.TryGetValue(text, out Node? node))
                Literals.Add(text, node = new Node());
            return node;
        }

        public Node Parameter(string name) => Any ??= new Node { Name = name };
    }
}
