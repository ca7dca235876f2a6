using Triage.Cli;

return await new CommandLine(TimeProvider.System).InvokeAsync(args);
