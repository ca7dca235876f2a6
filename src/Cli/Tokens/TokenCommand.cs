using System.CommandLine;

namespace Triage.Cli.Tokens;

internal static class TokenCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var subject = new Option<string>("--subject") { Description = "Who calls", HelpName = "NAME", Required = true };
        var role = new Option<string[]>("--role") { Description = "Repeatable: " + string.Join(", ", TokenRoles.All), HelpName = "ROLE", Required = true };
        var tenant = new Option<string>("--tenant") { Description = "Whose invoices", HelpName = "NAME", DefaultValueFactory = _ => TokenRequest.LocalTenant };
        var facility = new Option<string[]>("--facility") { Description = "Repeatable; * for all", HelpName = "NAME", DefaultValueFactory = _ => [TokenRequest.AllFacilities] };
        var ttl = new Option<string>("--ttl") { Description = "How long it is valid: 90s, 30m, 12h, 7d", HelpName = "TIME", DefaultValueFactory = _ => "12h" };
        role.Validators.Add(given =>
        {
            foreach (var unknown in given.Tokens.Select(token => token.Value).Except(TokenRoles.All))
            {
                given.AddError($"Unknown role '{unknown}'. Roles: {string.Join(", ", TokenRoles.All)}");
            }
        });
        ttl.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && Lifetime.Parse(token.Value) is null)
            {
                given.AddError($"'{token.Value}' is no length of time. Write 90s, 30m, 12h or 7d.");
            }
        });

        var command = new Command("token", "Mint a token of the local issuer; the embedded service accepts it") { subject, role, tenant, facility, ttl };
        command.SetAction(parsed =>
        {
            var lifetime = Lifetime.Parse(parsed.GetRequiredValue(ttl))!.Value; // the validator refused others
            using var issuer = LocalIssuer.LoadOrCreate(global.DataDirectory(parsed));
            var request = new TokenRequest(
                parsed.GetRequiredValue(subject), parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(role), parsed.GetRequiredValue(facility), lifetime);
            Console.Out.WriteLine(issuer.Mint(request, time.GetUtcNow()));
        });
        return command;
    }
}
