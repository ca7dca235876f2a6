namespace Triage.Cli.Bench;

/// <summary>Where the service keeps what it accepts.</summary>
internal enum BenchStore
{
    Sqlite = 1,
    Postgres = 2,
}
