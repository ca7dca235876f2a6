using Microsoft.EntityFrameworkCore;
using Triage.PlainService.Rows;

namespace Triage.PlainService;

internal sealed class PlainContext : DbContext
{
    public PlainContext(DbContextOptions<PlainContext> options)
        : base(options)
    {
        // Every row is added once and never changed: nothing needs to be looked for.
        ChangeTracker.AutoDetectChangesEnabled = false;
        ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // One SaveChanges a transaction: there is nothing to go back to in between.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasSequence("invoice_id").IncrementsBy(100);
        modelBuilder.Entity<EventRow>().ToTable("event").HasKey(row => new { row.Tenant, row.Invoice, row.Seq });
        modelBuilder.Entity<SensitiveRow>().ToTable("event_sensitive").HasKey(row => new { row.Tenant, row.Invoice, row.Seq });
        modelBuilder.Entity<RequestRow>().ToTable("idempotency").HasKey(row => new { row.Tenant, row.Rpc, row.Key });
        modelBuilder.Entity<InvoiceRow>(invoice =>
        {
            invoice.ToTable("invoice").HasKey(row => row.Id);
            invoice.Property(row => row.Id).UseHiLo("invoice_id");
        });
        modelBuilder.Entity<FingerprintRow>().ToTable("fingerprint").HasKey(row => new { row.Tenant, row.Hash, row.Day, row.InvoiceId });
        modelBuilder.Entity<WaitingRow>().ToTable("waiting").HasKey(row => new { row.Tenant, row.Invoice });
        modelBuilder.Entity<ReviewItemRow>().ToTable("review_item").HasKey(row => new { row.Tenant, row.Invoice, row.Seq });
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(ColumnName.Of(property.Name));
                if (property.Name != nameof(InvoiceRow.Id))
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                }
            }
        }
    }
}
