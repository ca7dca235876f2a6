namespace Triage.Clients;

/// <summary>Stubs made by protoc, then the program with the system's interpreter: another one on the PATH has no gRPC.</summary>
internal static class PythonClient
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly string[] Imported = ["google/api/annotations.proto", "google/api/http.proto", "google/rpc/status.proto", "google/rpc/error_details.proto"];

    // Made once: another test may be reading them.
    private static readonly SemaphoreSlim Making = new(1);
    private static bool areMade;

    public static async Task<ClientReport> RunAsync(IReadOnlyDictionary<string, string> service, CancellationToken cancellationToken)
    {
        var python = Tool.Require(Interpreter, "python3");
        var (exitCode, _, _) = await python.TryAsync(["-c", "import grpc"], cancellationToken);
        Assert.SkipWhen(exitCode != 0, Tool.Missing("gRPC for Python", "python3-grpcio"));
        var protoc = Tool.Require("protoc", "protobuf-compiler");
        var plugin = Tool.Require("grpc_python_plugin", "protobuf-compiler-grpc");

        var stubs = await StubsAsync(protoc, plugin, cancellationToken);
        var environment = new Dictionary<string, string>(service, StringComparer.Ordinal) { ["PYTHONPATH"] = stubs };
        return ClientReport.Parse(await python.RunAsync([Tool.Beside("python/client.py")], cancellationToken, environment));
    }

    private static async Task<string> StubsAsync(Tool protoc, Tool plugin, CancellationToken cancellationToken)
    {
        var stubs = Tool.Workshop("python");
        var contract = Directory.EnumerateFiles(Path.Combine(Tool.Protos, "triage"), "*.proto", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Tool.Protos, file));
        await Making.WaitAsync(cancellationToken);
        try
        {
            if (!areMade)
            {
                await protoc.RunAsync([$"-I{Tool.Protos}", $"--python_out={stubs}", $"--grpc_out={stubs}", $"--plugin=protoc-gen-grpc={plugin.Path}", .. contract, .. Imported], cancellationToken);
                areMade = true;
            }

            return stubs;
        }
        finally
        {
            Making.Release();
        }
    }
}
