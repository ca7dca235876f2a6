using Triage.Models.History;

namespace Triage.Verify.Tests;

/// <summary>The checker is only worth what it finds: each invariant is broken by hand once.</summary>
public sealed class StoreVerifierTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("I1", JudgedStore.Invoices)]
    [InlineData("I2", JudgedStore.Invoices)]
    [InlineData("I3", JudgedStore.Invoices)]
    [InlineData("I10", JudgedStore.Invoices)]
    public async Task Verify_untouched_store_and_true_record_is_ok_and_counted(string id, int checkedAtLeast)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        var result = await store.VerifyAsync(id, Stop);
        Assert.Equal(InvariantStatus.Ok, result.Status);
        Assert.True(result.Checked >= checkedAtLeast, $"{result.Checked} checked");
    }

    [Theory]
    [InlineData("I4")]
    [InlineData("I5")]
    public async Task Verify_what_is_not_built_is_never_ok(string id)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        Assert.Equal(InvariantStatus.NotBuilt, (await store.VerifyAsync(id, Stop)).Status);
    }

    [Theory]
    [InlineData("I1", "DELETE FROM idempotency WHERE key = 'key-2'")]
    [InlineData("I1", "UPDATE idempotency SET invoice = 'erp/i3' WHERE key = 'key-2'")]
    [InlineData("I1", "DELETE FROM event WHERE invoice = 'erp/i2'; DELETE FROM invoice WHERE invoice = 'erp/i2'")]
    [InlineData("I1", "UPDATE event_sensitive SET payload = CAST(replace(CAST(payload AS TEXT), 'PA-77', 'PA-78') AS BLOB) WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "DELETE FROM event WHERE invoice = 'erp/i2' AND seq = 1")]
    [InlineData("I2", "UPDATE event SET seq = 3 WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE event SET position = position + 1 WHERE position = (SELECT max(position) FROM event)")]
    [InlineData("I2", "UPDATE feed_head SET position = position - 1")]
    [InlineData("I2", "UPDATE event SET payload = substr(payload, 1, 20) WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE event SET payload = (SELECT payload FROM event WHERE invoice = 'erp/i1' AND seq = 1), type = 1 WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE invoice SET status = 2 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE invoice SET coding_status = 2 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE invoice SET payment_status = 4 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE invoice SET seq = 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE invoice SET exception_bits = exception_bits + 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "DELETE FROM invoice WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE event_sensitive SET payload = CAST(replace(CAST(payload AS TEXT), 'PA-77', 'PA-78') AS BLOB) WHERE invoice = 'erp/i2'")]
    [InlineData("I2", "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), 'PO-1', 'PO-2') AS BLOB) WHERE invoice = 'erp/i2' AND seq = 1")]
    [InlineData("I2", "UPDATE event SET payload = (SELECT payload FROM event WHERE invoice = 'erp/i1' AND seq = 1) WHERE invoice = 'erp/i2' AND seq = 1")]
    [InlineData("I2", "UPDATE event SET payload = 'text' WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE event SET type = 258 WHERE invoice = 'erp/i2' AND seq = 2")]
    [InlineData("I2", "UPDATE idempotency SET invoice = 'erp/nobody' WHERE key = 'key-2'")]
    [InlineData("I2", "UPDATE idempotency SET reply_seq = 3 WHERE key = 'key-2'")]
    [InlineData("I2", "UPDATE idempotency SET reply_seq = 0 WHERE key = 'key-2'")]
    [InlineData("I2", "UPDATE idempotency SET reply_seq = NULL WHERE key = 'key-2'")]
    [InlineData("I2", "DELETE FROM fingerprint WHERE invoice_id = (SELECT id FROM invoice WHERE invoice = 'erp/i2')")]
    [InlineData("I2", "UPDATE fingerprint SET day = day + 1 WHERE invoice_id = (SELECT id FROM invoice WHERE invoice = 'erp/i2')")]
    [InlineData("I9", "INSERT INTO review_item (tenant, invoice, seq, severity, exception_bits, entered_at_us) VALUES ('other', 'erp/i2', 9, 1, 0, 0)")]
    [InlineData("I9", "UPDATE invoice SET tenant = 'other' WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "DELETE FROM waiting WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "UPDATE waiting SET kind = 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "UPDATE waiting SET at_us = at_us + 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "INSERT INTO waiting (tenant, invoice, kind, at_us) VALUES ('local', 'erp/nobody', 1, 0)")]
    [InlineData("I10", "UPDATE review_item SET left_at_us = 1 WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "INSERT INTO review_item (tenant, invoice, seq, severity, exception_bits, entered_at_us) VALUES ('local', 'erp/i2', 9, 1, 0, 0)")]
    public async Task Verify_tampered_store_is_violated(string id, string sql)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper(sql);
        var result = await store.VerifyAsync(id, Stop);
        Assert.Equal(InvariantStatus.Violated, result.Status);
        Assert.True(result.Violations > 0);
        Assert.NotEmpty(result.Examples);
    }

    [Theory]
    [InlineData("UPDATE idempotency SET reply_seq = 1 WHERE key = 'key-2'", "has a reply while its verdict is pending")]
    [InlineData("DELETE FROM idempotency WHERE key = 'key-2'", "which has no row")]
    public async Task Verify_pending_request_without_its_waiting_row_is_violated(string sql, string example)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper("DELETE FROM event WHERE invoice = 'erp/i2' AND seq = 2; UPDATE idempotency SET reply_seq = NULL WHERE key = 'key-2'");
        Assert.DoesNotContain((await store.VerifyAsync("I2", Stop)).Examples, found => found.Contains("key-2", StringComparison.Ordinal));
        store.Tamper(sql);
        Assert.Contains((await store.VerifyAsync("I2", Stop)).Examples, found => found.EndsWith(example, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I2", null)]
    [InlineData("I10", null)]
    [InlineData("I2", "DELETE FROM event_sensitive")]
    [InlineData("I10", "DELETE FROM event_sensitive")]
    public async Task Verify_ended_invoice_with_a_question_is_ok_and_stays_so_without_its_sensitive_parts(string id, string? sql)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        await store.ContradictAsync("i2", Stop);
        store.Tamper(sql ?? "SELECT 1");
        var result = await store.VerifyAsync(id, Stop);
        Assert.True(result.Status == InvariantStatus.Ok, string.Join("; ", result.Examples));
    }

    [Theory]
    [InlineData("I2", "UPDATE invoice SET payment_status = 2 WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "UPDATE event SET payload = (SELECT payload FROM event WHERE invoice = 'erp/i2' AND seq = 6) WHERE invoice = 'erp/i2' AND seq = 7")]
    [InlineData("I2", "UPDATE event SET payload = substr(payload, 1, 15) WHERE invoice = 'erp/i2' AND seq = 7")]
    [InlineData("I10", "DELETE FROM waiting WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "UPDATE waiting SET kind = 4 WHERE invoice = 'erp/i2'")]
    [InlineData("I10", "UPDATE review_item SET left_at_us = 1 WHERE invoice = 'erp/i2'")]
    public async Task Verify_ended_invoice_whose_question_was_lost_is_violated(string id, string sql)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        await store.ContradictAsync("i2", Stop);
        store.Tamper(sql);
        Assert.Equal(InvariantStatus.Violated, (await store.VerifyAsync(id, Stop)).Status);
    }

    [Fact]
    public async Task Verify_destroyed_sensitive_fields_are_no_damage()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper("DELETE FROM event_sensitive");
        Assert.Equal(InvariantStatus.Ok, (await store.VerifyAsync("I2", Stop)).Status);
    }

    [Fact]
    public async Task Verify_finds_fingerprints_that_lie_with_an_earlier_first()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper("UPDATE invoice SET id = id + 100000; UPDATE fingerprint SET invoice_id = invoice_id + 100000, generation = 1 + rowid_of % 12 FROM (SELECT hash AS h, row_number() OVER () AS rowid_of FROM fingerprint) WHERE h = hash");
        Assert.Equal(InvariantStatus.Ok, (await store.VerifyAsync("I2", Stop)).Status);
    }

    [Fact]
    public async Task Verify_store_of_another_schema_says_what_to_do()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper("PRAGMA user_version = 6");
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.VerifyAsync("I2", Stop));
        Assert.Contains("schema 6", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_store_without_its_fence_finds_the_fork()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Tamper(
            """
            CREATE TABLE unfenced AS SELECT * FROM event;
            DROP TABLE event;
            ALTER TABLE unfenced RENAME TO event;
            INSERT INTO event SELECT tenant, invoice, seq, (SELECT max(position) FROM event) + 1, type, at_us, payload
                FROM event WHERE invoice = 'erp/i2' AND seq = 2;
            UPDATE feed_head SET position = position + 1;
            """);
        var result = await store.VerifyAsync("I2", Stop);
        Assert.Equal(InvariantStatus.Violated, result.Status);
        Assert.Contains(result.Examples, example => example.StartsWith("erp/i2:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_acknowledged_with_other_content_is_violated()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Record[2] = store.Record[2] with { PayloadSha256 = new string('0', 64) };
        Assert.Equal(1, (await store.VerifyAsync("I1", Stop)).Violations);
    }

    [Fact]
    public async Task Verify_key_with_two_replies_is_violated()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Record.Add(store.Record[2] with { ReplySha256 = "01" });
        Assert.Equal(1, (await store.VerifyAsync("I3", Stop)).Violations);
    }

    [Fact]
    public async Task Verify_unknown_outcome_may_be_in_the_store_or_not()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        store.Record.Add(new RunRecordLine { Op = "Submit", Key = "never-arrived", Result = "unknown" });
        store.Record[2] = store.Record[2] with { Result = "unknown" };
        Assert.Equal(InvariantStatus.Ok, (await store.VerifyAsync("I1", Stop)).Status);
    }
}
