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
        List<string> names = [];
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '{')
                names.Add(part.Trim('{', '}'));
            node = part[0] == '{' ? node.Parameter() : node.Literal(part);
        }
        node.Routes[method] = new Route(handler, [.. names]);
    }

    public ValueTask<Answer> DispatchAsync(Call call)
    {
        Stack<string> values = new();
        if (Find(_root, call.Segments, 0, values) is not { } node)
            return new ValueTask<Answer>(Answer.NotFound());
        string method = call.Method == "HEAD" ? "GET" : call.Method;
        if (!node.Routes.TryGetValue(method, out Route? route))
            return new ValueTask<Answer>(Answer.MethodNotAllowed(string.Join(',', node.Routes.Keys)));
        call.Route = route.Names.ToDictionary(name => name, _ => values.Pop(), StringComparer.Ordinal);
        return route.Handler(call);
    }

    // Values are pushed on the way back, so that the first of the path is popped first.
    private static Node? Find(Node node, IReadOnlyList<string> segments, int index, Stack<string> values)
    {
        if (index == segments.Count)
            return node.Routes.Count > 0 ? node : null;
        if (node.Literals.TryGetValue(segments[index], out Node? literal) && Find(literal, segments, index + 1, values) is { } found)
            return found;
        if (node.Any is not { } any || Find(any, segments, index + 1, values) is not { } under)
            return null;
        values.Push(segments[index]);
        return under;
    }

    private sealed record Route(Handler Handler, string[] Names);

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);

        public Node? Any { get; private set; }

        public Node Literal(string text)
        {
            if (!Literals.TryGetValue(text, out Node? node))
                Literals.Add(text, node = new Node());
            return node;
        }

        public Node Parameter() => Any ??= new Node();
    }
}
