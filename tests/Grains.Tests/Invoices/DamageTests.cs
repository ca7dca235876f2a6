using Microsoft.Data.Sqlite;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Payloads;

namespace Triage.Grains.Tests.Invoices;

/// <summary>A history that was changed under the grain is never answered from, whoever asks. A store of its own: the others prove theirs whole.</summary>
public sealed class DamageTests(InvoiceCluster cluster) : IClassFixture<InvoiceCluster>
{
    [Theory]
    [InlineData("content", "UPDATE event_sensitive SET payload = CAST(replace(CAST(payload AS TEXT), 'PA-77', 'PA-78') AS BLOB) WHERE seq = 1")]
    [InlineData("cut", "UPDATE event SET payload = substr(payload, 1, 20) WHERE seq = 2")]
    [InlineData("order", "UPDATE event SET type = 1, payload = (SELECT payload FROM event f WHERE f.tenant = event.tenant AND f.invoice = event.invoice AND f.seq = 1) WHERE seq = 2")]
    public async Task Read_damaged_history_is_said_to_be_damaged_and_counted(string name, string sql)
    {
        var invoice = Bills.Review($"damaged-{name}") with { PatientAccountRef = "PA-77" };
        await cluster.SubmitAsync(invoice, $"damaged-{name}");
        Tamper($"{sql} AND invoice = 'erp/damaged-{name}'");
        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        using var damaged = new Counted("damaged");
        await Assert.ThrowsAsync<PayloadDamagedException>(() => cluster.GetAsync(invoice));
        await Assert.ThrowsAsync<PayloadDamagedException>(() => cluster.SubmitAsync(invoice, $"damaged-{name}"));
        await Assert.ThrowsAsync<PayloadDamagedException>(() => cluster.SendAsync(invoice, Bills.Cancel($"damaged-{name}")));
        Assert.Equal(3, damaged.Count);
    }

    [Fact]
    public async Task Read_history_whose_sensitive_fields_were_destroyed_is_answered()
    {
        var invoice = Bills.Review("damaged-not") with { PatientAccountRef = "PA-77" };
        await cluster.SubmitAsync(invoice, "damaged-not");
        Tamper("DELETE FROM event_sensitive WHERE invoice = 'erp/damaged-not'");
        await cluster.ForgetAsync(InvoiceCluster.KeyOf(invoice));
        var state = await cluster.GetAsync(invoice);
        Assert.Equal((2, null), (state?.Seq, state?.Invoice.PatientAccountRef));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(cluster.StoreDirectory, "triage.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
