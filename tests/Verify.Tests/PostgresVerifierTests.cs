using Triage.TestKit.Postgres;

namespace Triage.Verify.Tests;

/// <summary>The same rows, read from the other store: its own scan must find what is broken.</summary>
public sealed class PostgresVerifierTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_untouched_store_and_true_record_is_ok()
    {
        using var store = await JudgedStore.CreateAsync(Stop, new PostgresTestStore());
        foreach (var id in new[] { "I1", "I2", "I3", "I9", "I10" })
        {
            var result = await store.VerifyAsync(id, Stop);
            Assert.Equal((id, InvariantStatus.Ok), (id, result.Status));
            Assert.True(result.Checked >= JudgedStore.Invoices);
        }
    }

    [Theory]
    [InlineData("I1", "DELETE FROM idempotency WHERE key = 'key-2'")]
    [InlineData("I1", "DELETE FROM event WHERE invoice = 'erp/i2'; DELETE FROM invoice WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "DELETE FROM event WHERE invoice = 'erp/i2' AND seq = 1")]
    [InlineData("I2", "UPDATE event SET position = position + 1 WHERE position = (SELECT max(position) FROM event)")]
    [InlineData("I2", "UPDATE feed_head SET position = position - 1")]
    [InlineData("I2", "UPDATE event SET payload = substring(payload FROM 1 FOR 20) WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE event SET type = 258 WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE invoice SET status = 2 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE idempotency SET reply_seq = NULL WHERE key = 'key-2'")]
    [InlineData("I2", "DELETE FROM fingerprint WHERE invoice_id = (SELECT id FROM invoice WHERE invoice = 'erp/i2')")]
    [InlineData("I9", "UPDATE event_sensitive SET tenant = 'other' WHERE invoice = 'erp/i2'; INSERT INTO feed_head VALUES ('other', 0)")]
    [InlineData("I9", "UPDATE fingerprint SET tenant = 'other' WHERE invoice_id = (SELECT id FROM invoice WHERE invoice = 'erp/i2'); INSERT INTO feed_head VALUES ('other', 0)")]
    [InlineData("I10", "DELETE FROM waiting WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "INSERT INTO waiting (tenant, invoice, kind, at_us) VALUES ('local', 'erp/nobody', 1, 0)")]
    [InlineData("I10", "UPDATE review_item SET left_at_us = 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "ALTER TABLE event DROP CONSTRAINT event_pkey; INSERT INTO event SELECT tenant, invoice, seq, (SELECT max(position) FROM event) + 1, type, at_us, payload FROM event WHERE invoice = 'erp/i2' AND seq = 2; UPDATE feed_head SET position = position + 1")]
    public async Task Verify_tampered_store_is_violated(string id, string sql)
    {
        using var store = await JudgedStore.CreateAsync(Stop, new PostgresTestStore());
        store.Tamper(sql);
        var result = await store.VerifyAsync(id, Stop);
        Assert.Equal(InvariantStatus.Violated, result.Status);
        Assert.NotEmpty(result.Examples);
    }
}
