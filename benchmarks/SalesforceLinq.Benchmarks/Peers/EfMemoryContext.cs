using Microsoft.EntityFrameworkCore;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks.Peers;

/// <summary>EF Core over its store in memory: the peer for saving, with next to nothing behind it that could cost time.</summary>
public sealed class EfMemoryContext(string store) : DbContext
{
    public DbSet<Contact> Contacts => Set<Contact>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseInMemoryDatabase(store);
}
