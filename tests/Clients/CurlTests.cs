using System.Text.Json.Nodes;

namespace Triage.Clients;

/// <summary>The same way over REST: plain JSON, HTTP's own status codes, google.rpc.Status as the error's body.</summary>
public sealed class CurlTests(LiveService service)
{
    [Fact]
    public async Task Run_the_whole_way_of_an_invoice_is_as_the_contract_says()
    {
        var report = await RunAsync(service.Environment);
        Assert.Equal("invoices/curl/A-1", Body(report, "submit", 200)["invoiceId"]?.GetValue<string>());
        Assert.Equal("VERDICT_KIND_REVIEW", Body(report, "submit", 200)["verdict"]?["kind"]?.GetValue<string>());
        Assert.False(report["submit"]!["replay"]!.GetValue<bool>());
        Assert.True(report["replay"]!["replay"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(Body(report, "submit", 200), Body(report, "replay", 200)));

        Assert.Equal("IDEMPOTENCY_KEY_REUSED", Detail(report, "key_reused", 409, 6, "ErrorInfo")["reason"]?.GetValue<string>());
        Assert.Equal(["idempotency_key", "invoice.currency", "invoice.lines[0].line_id"], Fields(report, "violations"));
        Assert.Equal("CREDENTIAL_MISSING", Detail(report, "no_token", 401, 16, "ErrorInfo")["reason"]?.GetValue<string>());
        Assert.Equal("ROLE_MISSING", Detail(report, "no_role", 403, 7, "ErrorInfo")["reason"]?.GetValue<string>());
        Assert.Equal(5, Body(report, "absent", 404)["code"]?.GetValue<int>());
        Assert.Equal(3, Body(report, "not_json", 400)["code"]?.GetValue<int>());

        Assert.Equal("""{"accepted":100,"sent":100}""", report["bulk"]!.ToJsonString());
        Assert.Equal("Käthe Verbände 包帯", Body(report, "get", 200)["invoice"]?["supplier"]?["name"]?.GetValue<string>());
        Assert.Equal(2, Body(report, "history", 200)["events"]!.AsArray().Count);
        var pages = report["list"]!.AsArray().Select(page => page!["body"]!["invoices"]!.AsArray()).ToArray();
        Assert.Equal([40, 40, 21], pages.Select(page => page.Count));
        Assert.Equal(101, pages.SelectMany(page => page).Select(row => row!["invoiceId"]!.GetValue<string>()).Distinct().Count());

        Assert.Equal("INVOICE_STATUS_CANCELLED", Body(report, "cancel", 200)["invoiceStatus"]?.GetValue<string>());
        Assert.True(report["cancel_replay"]!["replay"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(Body(report, "cancel", 200), Body(report, "cancel_replay", 200)));
        Assert.Equal("INVOICE_NOT_OPEN", Detail(report, "cancel_again", 400, 9, "PreconditionFailure")["violations"]?[0]?["type"]?.GetValue<string>());
    }

    internal static async Task<JsonObject> RunAsync(IReadOnlyDictionary<string, string> environment)
    {
        Tool.Require("curl", "curl");
        var shell = Tool.Require("bash", "bash");
        return JsonNode.Parse(await shell.RunAsync([Tool.Beside("curl/client.sh")], TestContext.Current.CancellationToken, environment))!.AsObject();
    }

    private static JsonObject Body(JsonObject report, string step, int http)
    {
        var answer = report[step]!.AsObject();
        Assert.True(answer["http"]?.GetValue<int>() == http, $"{step}: {answer.ToJsonString()}");
        return answer["body"]!.AsObject();
    }

    private static JsonObject Detail(JsonObject report, string step, int http, int code, string type)
    {
        var body = Body(report, step, http);
        Assert.Equal(code, body["code"]?.GetValue<int>());
        return body["details"]!.AsArray().Select(detail => detail!.AsObject()).Single(detail => detail["@type"]!.GetValue<string>() == $"type.googleapis.com/google.rpc.{type}");
    }

    private static IEnumerable<string> Fields(JsonObject report, string step) =>
        Detail(report, step, 400, 3, "BadRequest")["fieldViolations"]!.AsArray().Select(violation => violation!["field"]!.GetValue<string>());
}
