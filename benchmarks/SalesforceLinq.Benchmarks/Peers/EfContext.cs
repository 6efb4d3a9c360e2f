using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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

    // SQLite has no instants; EF Core compares them as numbers.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(_connection);
}
