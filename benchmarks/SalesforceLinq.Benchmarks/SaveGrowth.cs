using System.Diagnostics;
using System.Globalization;
using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>How a save grows from 1,000 records to 10,000, transport excluded.</summary>
/// <remarks>
/// The sides take turns, because a shared machine is slow for seconds and then fast again, and each turn gives one ratio. A thousand records that are saved over
/// and over stay in the processor's caches, where ten thousand have no room; so the save of 10,000 stands beside ten units of 1,000 as well, which are as far away.
/// </remarks>
internal static class SaveGrowth
{
    private const int Some = 1_000;
    private const int Times = 10;
    private const int WarmUps = 50;
    private const int Turns = 300;

    /// <summary>Measures, and prints the median and the quartiles of the ratios as a Markdown table.</summary>
    public static async Task RunAsync()
    {
        Unit same = new(Some);
        Unit many = new(Some * Times);
        Unit[] ten = [.. Enumerable.Range(0, Times).Select(_ => new Unit(Some))];
        List<double> besideTen = [];
        List<double> besideSame = [];
        for (int turn = -WarmUps; turn < Turns; turn++)
        {
            double tenUnits = 0;
            double sameUnit = 0;
            foreach (Unit unit in ten)
                tenUnits += await unit.SaveAsync();
            for (int i = 0; i < Times; i++)
                sameUnit += await same.SaveAsync();
            double once = await many.SaveAsync();
            if (turn < 0)
                continue;
            besideTen.Add(Times * once / tenUnits);
            besideSame.Add(Times * once / sameUnit);
        }

        Console.WriteLine("| a save of 10,000 records, beside | median | quartiles |");
        Console.WriteLine("|---|---:|---|");
        Print("a save of 1,000, one of ten units", besideTen);
        Print("a save of 1,000, always the same", besideSame);
    }

    private static void Print(string beside, List<double> ratios)
    {
        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {beside} | {ratios[ratios.Count / 2]:0.0} | {ratios[ratios.Count / 4]:0.0} to {ratios[ratios.Count * 3 / 4]:0.0} |"));
    }

    private sealed class Unit
    {
        private readonly CrmContext _context = StubWriter.CreateContext();
        private readonly List<Contact> _contacts;

        public Unit(int count)
        {
            _contacts = [.. Enumerable.Range(0, (count / ContactPage.RecordsPerPage) + 1).SelectMany(page => HandWrittenReader.ReadPage(ContactPage.Create(page, 10))).Take(count)];
            _context.Contacts.AttachRange(_contacts);
        }

        public async Task<double> SaveAsync()
        {
            foreach (Contact contact in _contacts)
                contact.Title = contact.Title == "Odd" ? "Even" : "Odd";
            long start = Stopwatch.GetTimestamp();
            await _context.SaveChangesAsync();
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
    }
}
