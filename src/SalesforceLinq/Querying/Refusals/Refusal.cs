using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using SalesforceLinq.Querying.Refusals.Wording;

namespace SalesforceLinq.Querying.Refusals;

/// <summary>Words every refusal: what SOQL cannot say, why, and what to write instead.</summary>
internal static class Refusal
{
    private const string InMemory = "or call 'AsAsyncEnumerable()' first and do it over the rows in memory";

    private static string Shown(Expression expression) => CSharpText.Of(expression);

    // Text that is put together is computed with, whatever the compiler makes of it.
    public static QueryNotSupportedException Method(MethodCallExpression call) => call.Method.DeclaringType == typeof(string) && call.Method.Name is nameof(string.Format) or nameof(string.Concat)
        ? Arithmetic(call)
        : new QueryNotSupportedException(
            $"SOQL has no word for '{CSharpText.NameOf(call)}', which '{Shown(call)}' calls on a field. {Remedies.For(call)}, compute it in the final Select, {InMemory}.", call);

    public static QueryNotSupportedException Condition(Expression condition) => new(
        $"SOQL cannot say the condition '{Shown(condition)}'. Compare a field with a value, {InMemory}.", condition);

    public static QueryNotSupportedException NoExtraFields(Expression access, EntityModel entity, System.Reflection.MemberInfo holder) => new(
        $"'{Shown(access)}' looks a value up in {entity.ClrType.Name}.{holder.Name}, which is not the property that takes extra fields. " +
        $"Mark it [ExtraFields], or name the field with SoqlFunctions.Field<…>(record, \"…\"), {InMemory}.", access);

    public static QueryNotSupportedException WithFieldsOfProjection() => new(
        "WithFields adds fields to whole entities, and this query selects something else. Name the field in the Select: SoqlFunctions.Field<…>(record, \"…\").", (Expression?)null);

    public static QueryNotSupportedException FieldToField(Expression comparison) => new(
        $"SOQL compares a field with a value, not with another field: '{Shown(comparison)}'. " +
        "Compare with a value, or add a formula field to the object and filter on that.", comparison);

    public static QueryNotSupportedException Arithmetic(Expression expression) => new(
        $"SOQL does not compute with fields: '{Shown(expression)}'. Move the computation to the value's side, compute it in the final Select, " +
        "or add a formula field to the object.", expression);

    public static QueryNotSupportedException StringComparisonArgument(MethodCallExpression call) => new(
        $"SOQL compares text without regard to case, so '{Shown(call)}' cannot honour its StringComparison. " +
        $"Leave the argument out or use OrdinalIgnoreCase, {InMemory}.", call);

    public static QueryNotSupportedException LikeOnOther(Expression call) => new(
        $"SOQL's LIKE looks into text only, and the field of '{Shown(call)}' is none. Compare with a value.", call);

    public static QueryNotSupportedException ComparisonOutcome(Expression call) => new(
        $"SOQL orders two texts, and knows no number for it: '{Shown(call)}' can be compared with 0 only.", call);

    public static QueryNotSupportedException CountOfChildren(Expression comparison) => new(
        $"SOQL asks whether there are children, not how many: '{Shown(comparison)}'. Compare the count with 0, filter on a roll-up summary field, or group the children by their parent.", comparison);

    public static QueryNotSupportedException ValueOfChildren(Expression comparison) => new(
        $"SOQL's conditions ask whether a record has children of some kind, and compute nothing of them: '{Shown(comparison)}'. " +
        "Ask with Any(…), filter on a roll-up summary field, or group the children by their parent and use the ids.", comparison);

    public static QueryNotSupportedException OrderOfChoices(Expression comparison, Type choices) => new(
        $"SOQL orders the values of a picklist as text, and C# orders {CSharpNames.Of(choices)} by its numbers: '{Shown(comparison)}' would mean two things. List the values that are meant, and use Contains.", comparison);

    public static QueryNotSupportedException WholeCompound(FieldModel field, Expression comparison) => new(
        $"SOQL filters by the parts of {field}, and not by the whole: '{Shown(comparison)}'. Compare a part of it, such as 'x.{field.Name}.City' or 'x.{field.Name}.Latitude'.", comparison);

    public static QueryNotSupportedException ChoiceSet(Expression question) => new(
        $"SOQL's INCLUDES asks a multi-select picklist for values, one by one or together: '{Shown(question)}' is another question. Use Contains, Any() or SoqlFunctions.Includes.", question);

    public static QueryNotSupportedException LongText(FieldModel field, Expression expression) => new(
        $"{field} is a long text area, which SOQL can neither filter, sort nor group: '{Shown(expression)}'. Search for it with SOSL (client.SearchAsync), {InMemory}.", expression);

    public static QueryNotSupportedException CompiledDelegate(Expression call) => new(
        $"'{Shown(call)}' calls a compiled delegate, whose content cannot be seen. Keep it as an Expression<Func<…>>.", call);

    public static QueryNotSupportedException ListOfRow(Expression call) => new(
        $"The list of '{Shown(call)}' is made of the row itself, which SOQL cannot say. Compare the fields one by one.", call);

    public static QueryNotSupportedException MarkerPlace(MethodCallExpression call) => new(
        $"'{call.Method.Name}' belongs right after the operator it is about: NullsFirst and NullsLast after OrderBy or ThenBy, Rollup and Cube after GroupBy.", call);

    public static QueryNotSupportedException Comparer(MethodCallExpression call) => new(
        $"SOQL compares in its own way, so '{call.Method.Name}' cannot honour a comparer. Leave it out, {InMemory}.", call);

    public static QueryNotSupportedException Operator(Expression query, Exception failure) => new(
        $"SOQL has no counterpart for an operator of '{Shown(query)}'. Put 'AsAsyncEnumerable()' before it, so that it runs over the rows in memory.", query, failure);

    public static QueryNotSupportedException Operator(string name, string instead) => new($"SOQL has no counterpart for '{name}'. {instead}");

    public static QueryNotSupportedException Operator(IBodyClause clause, string instead) => Operator(QueryText.NameOf(clause), instead);

    public static QueryNotSupportedException Operator(ResultOperatorBase result, string instead) => Operator(QueryText.NameOf(result), instead);

    public static QueryNotSupportedException OfType(MethodCallExpression call) => new(
        $"SOQL reads one object at a time, and all its records are of one class: '{call.Method.Name}<{call.Method.GetGenericArguments()[0].Name}>' cannot pick some of them. " +
        "Start from the set of that class, or test a polymorphic lookup with 'is'.", call);

    public static QueryNotSupportedException AfterPaging(IBodyClause clause) => AfterPaging(QueryText.NameOf(clause));

    public static QueryNotSupportedException AfterPaging(ResultOperatorBase result) => AfterPaging(QueryText.NameOf(result));

    public static QueryNotSupportedException AfterPaging(string name) => new(
        $"'{name}' after Take or Skip asks for a query over part of a query, which SOQL does not know. Put '{name}' before Take, {InMemory}.");

    public static QueryNotSupportedException GroupRows() => new(
        "SOQL returns no rows inside a group, only keys and aggregates. Select the key and aggregates such as Count() or Sum(…), or query the rows and group them in memory.");

    public static QueryNotSupportedException GroupPredicate(Expression aggregate) => new(
        $"SOQL aggregates a whole group: '{Shown(aggregate)}' cannot pick rows of it. Filter the rows before GroupBy, or group by the condition's field as well.", aggregate);

    public static QueryNotSupportedException OffsetTooLarge(long offset) => new(
        $"SOQL's OFFSET ends at 2,000, and Skip({offset}) asks for more. Order by a key and continue after the last one seen: Where(x => x.Id.CompareTo(lastId) > 0).");

    public static QueryNotSupportedException OrderKey(Expression key) => new(
        $"SOQL orders by fields, and '{Shown(key)}' is none. Order by a field, {InMemory}.", key);

    public static QueryNotSupportedException Join(string join) => new(
        $"SOQL joins along relationships only: '{join}'. Join a lookup with the Id it points at, and map the parent as a property; or use two queries.");

    public static QueryNotSupportedException Join(IBodyClause join) => Join(QueryText.Of(join));

    public static QueryNotSupportedException Join(Expression join) => Join(Shown(join));

    public static QueryNotSupportedException OuterJoin(Expression join) => new(
        $"SOQL has no outer join from the parent: '{Shown(join)}'. Start from the child and join its parent, or select the collection of children.", join);

    public static QueryNotSupportedException CrossJoin(IBodyClause from) => new(
        $"SOQL has no product of two objects: '{QueryText.Of(from)}'. Use 'join … on child.ParentId equals parent.Id', or follow the relationship.");

    public static QueryNotSupportedException NoInverse(ChildrenModel children) => new(
        $"{children} has no property for the way back, over which SOQL would reach the parent. Map the parent on {children.Target.ClrType.Name}, by the lookup {children.ForeignKeyApiName}.");

    public static QueryNotSupportedException JoinOrder() => new(
        "SOQL reads a query with several joins from the lowest child. Join the children first and their parents after.");

    public static QueryNotSupportedException PolymorphicField(Expression field) => new(
        $"Of a lookup that points at several objects, SOQL's conditions know only Id, Name and Type, and not '{Shown(field)}'. Test the type ('x.What is Account') and read the field in the final Select.", field);

    public static QueryNotSupportedException NestedTypeof(Expression field) => new(
        $"SOQL's TYPEOF reads a lookup of the row itself, and not one of a parent: '{Shown(field)}'. Query the parent, or read the records by their ids.", field);

    public static QueryNotSupportedException ManySemiJoins() => new(
        "SOQL allows two subqueries in a WHERE, and this query has more. Run one of them first and use its ids with Contains.");

    public static QueryNotSupportedException SemiJoinUnderOr(Expression condition) => new(
        $"SOQL allows no subquery inside OR: '{Shown(condition)}'. Run two queries, or run the subquery first and use its ids with Contains.", condition);

    public static QueryNotSupportedException NestedSemiJoin(Expression condition) => new(
        $"SOQL allows no subquery inside a subquery of a condition: '{Shown(condition)}'. Run it first and use its ids with Contains.", condition);

    public static QueryNotSupportedException SemiJoinOfParent(Expression children) => new(
        $"SOQL's subqueries compare with the Id or a lookup of the row itself: '{Shown(children)}' belongs to a record further up. Run the subquery first and use its ids with Contains.", children);

    public static QueryNotSupportedException UnlinkedSubquery(Expression row, EntityModel entity) => new(
        $"SOQL has to compare a field of {entity.ApiName} with one of the outer row, and nothing does so for '{Shown(row)}'. " +
        "Add a condition such as 'child.ParentId == parent.Id', or ask for it in a query of its own.", row);

    public static QueryNotSupportedException SemiJoinOverSame(EntityModel entity) => new(
        $"SOQL allows no subquery over the object of the outer query, {entity.ApiName}. Run the subquery first and use its ids with Contains.");

    public static QueryNotSupportedException DeepPath(string path) => new(
        $"SOQL follows at most five relationships upward, and '{path}' has more. Read the records in between, or add a formula field.");

    public static QueryNotSupportedException PolymorphicEntity(Expression parent) => new(
        $"'{Shown(parent)}' may be a record of several objects, whose fields are not known as a whole. Test its type with 'is', cast it, and select its fields.", parent);

    public static QueryNotSupportedException WordInSelect(MethodCallExpression call) => new(
        $"'{Shown(call)}' is a word of conditions, and cannot be selected. Use it in Where, OrderBy or GroupBy.", call);

    public static QueryNotSupportedException SubqueryInSelect(Expression subquery) => new(
        $"SOQL selects the children of a record inside it, and no other query: '{Shown(subquery)}'. Follow the relationship, or run a second query.", subquery);

    public static QueryNotSupportedException ChildrenOfParent(Expression children) => new(
        $"SOQL selects the children of the row itself: '{Shown(children)}' belongs to a record further up. Query that object, and its children from there.", children);

    public static QueryNotSupportedException SameChildren(string relationshipName) => new(
        $"SOQL answers one query for each child relationship, and {relationshipName} is asked for twice: for different children, or once as whole entities and once by fields. " +
        "Select what is needed of all of them once (x.Children.Select(c => new { … }).ToList()), and filter and count in memory after AsAsyncEnumerable().");

    public static QueryNotSupportedException DeepChildren(Expression children) => new(
        $"SOQL reads five levels of records, the first included, and '{Shown(children)}' stands on the sixth. Read the lower levels by a query of their own.", children);

    public static QueryNotSupportedException IncludeTwice(ChildrenModel children) => new(
        $"{children} is included twice with different filters, and SOQL answers one query for each child relationship. Join the filters, or read one of the lists by a query of its own.");

    public static QueryNotSupportedException GroupKey(Expression key) => new(
        $"SOQL groups by fields and their date functions, and '{Shown(key)}' is none. Group by a field, {InMemory}.", key);

    public static QueryNotSupportedException UngroupableField(FieldModel field) => new(
        $"SOQL groups by texts, picklists, ids, whole numbers, days and checkboxes, and {field} is of type {field.ClrType.Name}. " +
        "Group by another field, by a part of the date (x.CreatedDate.Date, .Year), or read the rows and group them in memory.");

    public static QueryNotSupportedException UnsortableField(FieldModel field) => new(
        $"SOQL orders by single values, and {field} of type {field.ClrType.Name} is none. Order by another field, {InMemory}.");

    public static QueryNotSupportedException AggregateOf(Expression value) => new(
        $"SOQL aggregates fields, and '{Shown(value)}' is none. Aggregate a field (SUM and AVG pass over null; only '?? 0' in a Sum says the same), filter before, {InMemory}.", value);

    public static QueryNotSupportedException ManyChildQueries() => new(
        "SOQL allows 20 child queries, and this query has more. Split it into several queries.");

    public static QueryNotSupportedException Unmapped(Expression member, EntityModel entity) => new(
        $"'{Shown(member)}' stands for no field of {entity.ApiName}: the property is not mapped. Map it with [Field(\"…\")], or use it in the final Select only.", member);

    public static QueryNotSupportedException OnText(string reason) => new(
        $"Nothing can be added by LINQ to this query, which is written as SOQL: {reason}. Write the condition, order and limit into the text, " +
        $"{InMemory}. AsNoTracking, IncludeDeleted and WithBatchSize are possible.");

    public static QueryNotSupportedException WrittenSubquery(string reason) => new(
        $"SOQL text inside a condition may name an object and conditions, and nothing else: {reason}. Run it first and use its ids with Contains.");

    public static QueryNotSupportedException OverGroups() => new(
        "SOQL makes groups of rows, and nothing of groups: read them, and aggregate, filter or compare them in memory. " +
        "Where, OrderBy, Take, Count and Any are possible after a GroupBy over fields.");

    public static QueryNotSupportedException DistinctOf(Expression selector) => new(
        $"SOQL tells rows apart by their fields, and '{Shown(selector)}' is computed of them. Select fields and use Distinct on those, {InMemory}.", selector);

    public static QueryNotSupportedException LongQuery(int length, string reason) => new(
        $"SOQL has up to 100,000 characters, and this query has {length}. It cannot be divided by its lists: {reason}. " +
        "Ask for the rows in several queries with a part of the values each, or compare with the ids of a subquery.");

    public static QueryNotSupportedException LastWithoutOrder() => new(
        "Last needs an order: SOQL returns rows in no particular one. Put OrderBy before it.");
}
