namespace Triage.Storage.Sqlite;

/// <summary>What is bound to a parameter: a text, bytes, a whole number, or NULL; no number is boxed.</summary>
internal readonly struct SqliteValue
{
    private SqliteValue(object? reference, long? number) => (Reference, Number) = (reference, number);

    /// <summary>A <see cref="string"/> or bytes.</summary>
    public object? Reference { get; }

    public long? Number { get; }

    public static implicit operator SqliteValue(string? text) => new(text, null);

    public static implicit operator SqliteValue(byte[]? bytes) => new(bytes, null);

    public static implicit operator SqliteValue(long? number) => new(null, number);

    public static implicit operator SqliteValue(long number) => new(null, number);

    public static implicit operator SqliteValue(bool flag) => new(null, flag ? 1 : 0);
}
