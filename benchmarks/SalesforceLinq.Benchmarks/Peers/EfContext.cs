using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks.Peers;

/// <summary>EF Core over an empty SQLite database in memory: the peer for translation and for change detection.</summary>
public sealed class EfContext : DbContext
{
    private readonly SqliteConnection _connection;

    public EfContext()
    {
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
        Database.EnsureCreated();
    }

    public DbSet<Contact> Contacts => Set<Contact>();

    public override void Dispose()
    {
        base.Dispose();
        _connection.Dispose();
    }

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(_connection);
}
