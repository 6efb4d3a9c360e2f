using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Dispatches a call and turns what is thrown into the error an org would answer.</summary>
internal static class GuardedDispatch
{
    public static async ValueTask<Answer> RunAsync(Router router, Call call)
    {
        try
        {
            return await router.DispatchAsync(call).ConfigureAwait(false);
        }
        catch (UnreadableRequestException unreadable)
        {
            return Answer.Error(unreadable.Status, unreadable.Code, unreadable.Message);
        }
        catch (RecordRefusedException refused)
        {
            return Answer.Errors(refused.Errors);
        }
        catch (SoqlException soql)
        {
            return Answer.Error(400, soql.ErrorCode, soql.Message);
        }
    }
}
