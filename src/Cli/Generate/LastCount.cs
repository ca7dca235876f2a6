namespace Triage.Cli.Generate;

internal sealed class LastCount : IProgress<int>
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public void Report(int value) => Volatile.Write(ref _value, value);
}
