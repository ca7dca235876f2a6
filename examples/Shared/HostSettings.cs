namespace Triage.Examples;

/// <summary>Where the service is, what to bring, and where this host keeps what must survive it.</summary>
internal sealed record HostSettings(Uri Address, string TokenFile, string LedgerFile, string StateDirectory)
{
    /// <returns><c>null</c> where something is missing; standard error says what.</returns>
    public static HostSettings? Read(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("Usage: [TRIAGE_ADDRESS=http://127.0.0.1:7500] <host> TOKEN_FILE LEDGER.jsonl STATE_DIRECTORY");
            return null;
        }

        Directory.CreateDirectory(args[2]);
        return new(new Uri(Environment.GetEnvironmentVariable("TRIAGE_ADDRESS") ?? "http://127.0.0.1:7500"), args[0], args[1], args[2]);
    }

    public string StateFile(string name) => Path.Combine(StateDirectory, name);
}
