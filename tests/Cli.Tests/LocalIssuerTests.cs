using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Cli.Tokens;
using Triage.Storage;

namespace Triage.Cli.Tests;

public sealed class LocalIssuerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _data = Directory.CreateTempSubdirectory("triage-cli-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Mint_says_who_may_do_what_where_and_how_long()
    {
        using var issuer = LocalIssuer.LoadOrCreate(_data);
        var token = new JsonWebToken(issuer.Mint(new TokenRequest("erp", "north", ["host"], ["*"], TimeSpan.FromHours(1)), Now));

        Assert.Equal("ES256", token.Alg);
        Assert.Equal(issuer.KeyId, token.Kid);
        Assert.Equal("triage-local", token.Issuer);
        Assert.Equal(["triage"], token.Audiences);
        Assert.Equal("erp", token.Subject);
        Assert.Equal("north", token.GetPayloadValue<string>("tenant"));
        Assert.Equal(["host"], token.GetPayloadValue<string[]>("role"));
        Assert.Equal(["*"], token.GetPayloadValue<string[]>("facility"));
        Assert.Equal(Now.UtcDateTime, token.ValidFrom);
        Assert.Equal(Now.UtcDateTime, token.IssuedAt);
        Assert.Equal(Now.AddHours(1).UtcDateTime, token.ValidTo);
    }

    [Fact]
    public async Task Mint_signature_verifies_with_the_key_file_and_not_with_another()
    {
        using var issuer = LocalIssuer.LoadOrCreate(_data);
        var token = issuer.Mint(TokenRequest.LocalHost("erp"), Now);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(LocalIssuerKey.PathIn(_data), TestContext.Current.CancellationToken));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.True((await ValidateAsync(token, key)).IsValid);
        Assert.False((await ValidateAsync(token, other)).IsValid);
    }

    [Fact]
    public void LoadOrCreate_key_id_is_the_start_of_the_public_keys_hash()
    {
        using var issuer = LocalIssuer.LoadOrCreate(_data);
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(LocalIssuerKey.PathIn(_data)));
        var hash = Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo())).Replace('+', '-').Replace('/', '_');

        Assert.Equal(hash[..16], issuer.KeyId);
    }

    [Fact]
    public async Task LoadOrCreate_by_many_at_once_gives_all_the_same_key()
    {
        var issuers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => LocalIssuer.LoadOrCreate(_data))));
        try
        {
            Assert.Single(issuers.Select(issuer => issuer.KeyId).Distinct());
            Assert.Single(Directory.EnumerateFiles(Path.Combine(_data, "issuer")));
        }
        finally
        {
            Array.ForEach(issuers, issuer => issuer.Dispose());
        }
    }

    [Fact]
    public void LoadOrCreate_key_file_is_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are of Unix.");
            return;
        }

        LocalIssuer.LoadOrCreate(_data).Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LocalIssuerKey.PathIn(_data)));
    }

    [Fact]
    public void LoadOrCreate_broken_key_file_says_what_to_do()
    {
        Directory.CreateDirectory(Path.Combine(_data, "issuer"));
        File.WriteAllText(LocalIssuerKey.PathIn(_data), "no key");

        Assert.Contains("Move it away", Assert.Throws<CliException>(() => LocalIssuer.LoadOrCreate(_data)).Message, StringComparison.Ordinal);
    }

    private static Task<TokenValidationResult> ValidateAsync(string token, ECDsa key) => new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = LocalIssuer.Issuer,
        ValidAudience = LocalIssuer.Audience,
        ValidateLifetime = false,
        IssuerSigningKey = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
    });
}
