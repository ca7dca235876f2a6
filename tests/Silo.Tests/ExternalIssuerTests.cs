using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Silo.Access;

namespace Triage.Silo.Tests;

/// <summary>Tokens of an organisation's own identity provider, by its published keys or by a key file.</summary>
public sealed class ExternalIssuerTests : IDisposable
{
    private const string Authority = "https://id.example";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public void Dispose()
    {
        _rsa.Dispose();
        _elliptic.Dispose();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES384")]
    public async Task Submit_token_by_a_published_key_is_accepted(string algorithm)
    {
        await using var host = await SiloHost.StartAsync(Settings("Access:Authority", Authority), configure: services =>
            services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = new PublishedKeys(Published())));
        await host.Client.SubmitAsync(Samples.Submit("published"), SiloFixture.Bearer(Token(KeyFor(algorithm), algorithm)));
        using var unpublished = RSA.Create(2048);
        await Samples.RefusedAsync(
            host.Client.SubmitAsync(Samples.Submit("unpublished"), SiloFixture.Bearer(Token(new RsaSecurityKey(unpublished) { KeyId = "rsa" }, "RS256"))), StatusCode.Unauthenticated);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task Submit_token_by_the_key_file_is_accepted_and_the_local_issuer_is_not(string algorithm)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, algorithm == "RS256" ? _rsa.ExportSubjectPublicKeyInfoPem() : _elliptic.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);
        await using var host = await SiloHost.StartAsync(Settings("Access:PublicKeyFile", file));
        File.Delete(file);
        await host.Client.SubmitAsync(Samples.Submit("by-file"), SiloFixture.Bearer(Token(KeyFor(algorithm), algorithm)));
        await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("local"), SiloFixture.Bearer(host.Issuer().Good())), StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Submit_issuer_that_cannot_be_asked_is_unavailable()
    {
        await using var host = await SiloHost.StartAsync(Settings("Access:Authority", Authority), configure: services =>
            services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = new UnreachableIssuer()));
        var headers = SiloFixture.Bearer(Token(KeyFor("RS256"), "RS256"));
        await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("unasked"), headers), StatusCode.Unavailable);
        using var http = host.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token(KeyFor("RS256"), "RS256"));
        using var rest = await http.GetAsync(new Uri("/v1/invoices", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (rest.StatusCode, rest.Headers.RetryAfter?.Delta));
    }

    [Fact]
    public async Task Submit_symmetric_signature_with_the_public_key_is_unauthenticated()
    {
        var file = Path.GetTempFileName();
        var pem = _rsa.ExportSubjectPublicKeyInfoPem();
        await File.WriteAllTextAsync(file, pem, TestContext.Current.CancellationToken);
        await using var host = await SiloHost.StartAsync(Settings("Access:PublicKeyFile", file));
        File.Delete(file);
        var forged = Token(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(pem)), "HS256");
        await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("forged"), SiloFixture.Bearer(forged)), StatusCode.Unauthenticated);
    }

    [Fact]
    public void Read_weak_rsa_key_is_refused()
    {
        using var weak = RSA.Create(1024);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, weak.ExportSubjectPublicKeyInfoPem());
        Assert.Contains("1024", Assert.Throws<CryptographicException>(() => PublicKeyFile.Read(file)).Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static Dictionary<string, string?> Settings(string name, string value) => new() { [name] = value, ["Access:Issuer"] = Authority };

    private static string Token(SecurityKey key, string algorithm) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Audience = "triage",
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object> { ["sub"] = "orchestrator", ["tenant"] = "local", ["role"] = new[] { "host" }, ["facility"] = new[] { "*" } },
        SigningCredentials = new SigningCredentials(key, algorithm),
    });

    private SecurityKey KeyFor(string algorithm) =>
        algorithm.StartsWith("ES", StringComparison.Ordinal) ? new ECDsaSecurityKey(_elliptic) { KeyId = "ec" } : new RsaSecurityKey(_rsa) { KeyId = "rsa" };

    private string Published()
    {
        var rsa = _rsa.ExportParameters(false);
        var elliptic = _elliptic.ExportParameters(false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", kid = "rsa", n = Base64UrlEncoder.Encode(rsa.Modulus), e = Base64UrlEncoder.Encode(rsa.Exponent) },
                new { kty = "EC", use = "sig", kid = "ec", crv = "P-384", x = Base64UrlEncoder.Encode(elliptic.Q.X), y = Base64UrlEncoder.Encode(elliptic.Q.Y) },
            },
        });
    }

    private sealed class UnreachableIssuer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("Nobody listens.");
    }

    private sealed class PublishedKeys(string keys) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.RequestUri?.AbsolutePath == "/keys" ? keys : $$"""{"issuer":"{{Authority}}","jwks_uri":"{{Authority}}/keys"}"""),
            });
    }
}
