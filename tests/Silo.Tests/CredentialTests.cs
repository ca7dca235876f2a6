using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Grpc.Core;
using Triage.Silo.Access;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class CredentialTests(SiloFixture silo)
{
    public static TheoryData<string, string> BadClaims => new()
    {
        { "iss", "\"someone-else\"" }, { "iss", "null" }, { "aud", "\"another\"" }, { "aud", "null" },
        { "exp", "1000000000" }, { "exp", "null" }, { "exp", "\"soon\"" }, { "nbf", "99999999999" },
        { "role", "\"host\"" }, { "role", "7" }, { "role", "{\"host\":true}" }, { "role", "[7]" }, { "role", "[[\"host\"]]" }, { "role", "[null]" },
        { "facility", "\"*\"" }, { "facility", "{}" }, { "facility", "[true]" },
        { "tenant", "null" }, { "tenant", "\"\"" }, { "tenant", "[\"local\"]" }, { "tenant", "\"a\\nb\"" },
        { "sub", "null" }, { "sub", "\"\"" }, { "sub", "5" },
    };

    [Theory, MemberData(nameof(BadClaims))]
    public async Task Submit_bad_claim_is_unauthenticated(string claim, string json)
    {
        var claims = TestIssuer.Claims();
        claims[claim] = JsonNode.Parse(json);
        if (json == "null")
        {
            claims.Remove(claim);
        }

        await RefusedAsync(silo.Issuer.Sign(claims.ToJsonString()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    public async Task Submit_other_algorithm_is_unauthenticated(string algorithm) =>
        await RefusedAsync(silo.Issuer.Sign(TestIssuer.Claims().ToJsonString(), algorithm));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.")]
    public async Task Submit_garbage_token_is_unauthenticated(string token) => await RefusedAsync(token);

    [Fact]
    public async Task Submit_token_of_another_key_is_unauthenticated()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync(new TestIssuer(other).Good());
    }

    [Fact]
    public async Task Submit_tampered_or_doubled_claim_is_unauthenticated()
    {
        var token = silo.Issuer.Good();
        await RefusedAsync(token[..^8] + (token[^8] == 'A' ? 'B' : 'A') + token[^7..]);
        await RefusedAsync(silo.Issuer.Sign(TestIssuer.Claims().ToJsonString()[..^1] + ",\"tenant\":\"other\"}"));
    }

    [Fact]
    public async Task Submit_no_token_is_unauthenticated()
    {
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit("none")), StatusCode.Unauthenticated);
        Assert.Equal("CREDENTIAL_MISSING", Samples.Reason(refused));
    }

    [Fact]
    public async Task Get_two_headers_is_unauthenticated()
    {
        var context = await silo.Server.SendAsync(http =>
        {
            http.Request.Method = "GET";
            http.Request.Path = "/v1/invoices";
            http.Request.Headers.Authorization = new([$"Bearer {silo.Issuer.Good()}", $"Bearer {silo.Issuer.Good()}"]);
        }, TestContext.Current.CancellationToken);
        Assert.Equal((int)HttpStatusCode.Unauthorized, context.Response.StatusCode);
    }

    [Fact]
    public async Task GetInvoice_token_of_another_tenant_is_not_found_with_the_text_of_absence()
    {
        var accepted = await silo.Client.SubmitAsync(Samples.Submit("tenants"), silo.Good());
        var ask = new Proto.GetInvoiceRequest { InvoiceId = accepted.InvoiceId };
        var other = await Samples.RefusedAsync(silo.Client.GetInvoiceAsync(ask, silo.Good("other")), StatusCode.NotFound);
        ask.InvoiceId = "invoices/erp/absent";
        var absent = await Samples.RefusedAsync(silo.Client.GetInvoiceAsync(ask, silo.Good()), StatusCode.NotFound);
        Assert.Equal(absent.Status.Detail, other.Status.Detail);
        Assert.Equal(absent.GetRpcStatus(), other.GetRpcStatus());
    }

    [Fact]
    public async Task Submit_role_missing_is_denied()
    {
        foreach (var roles in new string[][] { [], ["auditor"], ["Host"], ["host "] })
        {
            var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit("role"), silo.Good(roles: roles)), StatusCode.PermissionDenied);
            Assert.Equal("ROLE_MISSING", Samples.Reason(refused));
        }
    }

    [Fact]
    public async Task Submit_facility_outside_the_scope_is_denied()
    {
        var absent = TestIssuer.Claims();
        absent.Remove("facility");
        foreach (var headers in new[] { silo.Good(facilities: ["south"]), silo.Good(facilities: []), SiloFixture.Bearer(silo.Issuer.Sign(absent.ToJsonString())) })
        {
            var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit("scope"), headers), StatusCode.PermissionDenied);
            Assert.Equal("FACILITY_NOT_ALLOWED", Samples.Reason(refused));
        }
    }

    [Fact]
    public void RolesFor_every_rpc_of_the_contract_is_decided()
    {
        var rpcs = Contract.Services.SelectMany(s => s.Methods).Select(m => $"/{m.Service.FullName}/{m.Name}").Order().ToArray();
        Assert.Equal(rpcs, RpcAccess.Rpcs.Order());
        Assert.All(rpcs, rpc => Assert.NotEmpty(RpcAccess.RolesFor(rpc) ?? []));
        Assert.Null(RpcAccess.RolesFor("/triage.v1.IntakeService/Unheard"));
    }

    private async Task RefusedAsync(string token)
    {
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit("bad"), SiloFixture.Bearer(token)), StatusCode.Unauthenticated);
        Assert.Equal("CREDENTIAL_INVALID", Samples.Reason(refused));
    }
}
