using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Makes an element of a query of the values that were read for it. Interpreted at first; compiled when the shape turns out to be hot.</summary>
/// <remarks>Compiling costs as much as interpreting some 1,500 rows.</remarks>
internal sealed class RowShaper(Expression<Func<object?[], object?[], object?>> shape)
{
    private const int HotAfter = 1_500;

    private Func<object?[], object?[], object?> _shape = shape.Compile(preferInterpretation: true);
    private int _rows;

    /// <param name="row">The values read.</param>
    /// <param name="values">The values the query runs with.</param>
    public object? Shape(object?[] row, object?[] values)
    {
        if (_rows < HotAfter && Interlocked.Increment(ref _rows) == HotAfter)
            _shape = shape.Compile();
        return _shape(row, values);
    }
}
