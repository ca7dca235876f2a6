namespace Triage.Cli.Tokens;

/// <summary>Tokens of the local issuer for as long as a command runs: a new one when the last is half used up.</summary>
internal sealed class LocalTokenSource(string dataDirectory, TimeProvider time, string role, string subject)
{
    private readonly Lock _lock = new();
    private string _token = "";
    private DateTimeOffset _renewAt = DateTimeOffset.MinValue;

    public string Current()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _renewAt)
            {
                var request = TokenRequest.Local(subject, role);
                using var issuer = LocalIssuer.LoadOrCreate(dataDirectory);
                _token = issuer.Mint(request, now);
                _renewAt = now + (request.Lifetime / 2);
            }

            return _token;
        }
    }
}
