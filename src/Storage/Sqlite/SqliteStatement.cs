using Microsoft.Data.Sqlite;

namespace Triage.Storage.Sqlite;

/// <summary>A statement file prepared once on a connection. Values are bound in the order in which the parameters first appear.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string name)
    {
        _command = connection.CreateCommand();
        _command.CommandText = SqlText.Statement("Sqlite", name);
        foreach (var parameter in ParametersOf(_command.CommandText))
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = parameter, Value = DBNull.Value });
        }

        _command.Prepare();
    }

    /// <summary>Rows changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <summary>The first column of the first row; 0 where there is no row.</summary>
    public long Number(params ReadOnlySpan<object?> values)
    {
        using var row = Read(values);
        return row.Read() ? row.GetInt64(0) : 0;
    }

    public void Dispose() => _command.Dispose();

    internal static IReadOnlyList<string> ParametersOf(string sql)
    {
        var found = new List<string>();
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(sql, @"\$[a-z0-9_]+"))
        {
            if (!found.Contains(match.Value))
            {
                found.Add(match.Value);
            }
        }

        return found;
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
        {
            throw new ArgumentException($"{_command.Parameters.Count} values are needed, {values.Length} were given: {_command.CommandText}");
        }

        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
