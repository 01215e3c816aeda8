using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Transfer;

/// <summary>One run of a copy into a database. Every slice is read back from it, whether it was just written or there before.</summary>
internal sealed class Import(ITaskDb target, IProgress<TransferProgress>? progress)
{
    private const int ShownIds = 10;

    private readonly List<string> _differentIds = [];
    private long _tasks;
    private long _added;
    private long _different;

    public async Task<TransferReport> RunAsync(string file, string? table, CancellationToken cancellationToken)
    {
        var tables = SqliteOpening.Tables(file, table);
        using var read = new TaskDigest(ContentText.Of);
        using var kept = new TaskDigest(ContentText.Of);
        foreach (var name in tables)
        {
            var source = await SqliteDb.OpenAsync(
                file, new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly, Table = name }, cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await CopyAsync(source, read, kept, cancellationToken).ConfigureAwait(false);
            }
        }

        return new TransferReport
        {
            Tables = [.. tables.Select(name => name ?? "task")],
            Tasks = _tasks,
            Added = _added,
            Present = _tasks - _added,
            Different = _different,
            DifferentIds = [.. _differentIds],
            SourceChecksum = read.Finish(),
            TargetChecksum = kept.Finish(),
        };
    }

    private async Task CopyAsync(SqliteDb source, TaskDigest read, TaskDigest kept, CancellationToken cancellationToken)
    {
        var total = await source.CountAsync(Filter.Everything, cancellationToken).ConfigureAwait(false);
        long done = 0;
        progress?.Report(new TransferProgress(source.Table, done, total));
        foreach (var slice in TaskSlices.Read(source, Filter.Everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var present = Checksums([.. slice.Tasks.Select(task => task.MsgId)], kept);
            var fresh = slice.Tasks.Where(task => !present.ContainsKey(task.MsgId)).ToList();
            if (fresh.Count > 0)
            {
                await target.WriteAsync(new TaskBatch { Adds = [.. fresh] }, cancellationToken).ConfigureAwait(false);
            }

            var written = Checksums([.. fresh.Select(task => task.MsgId)], kept);
            foreach (var task in slice.Tasks)
            {
                var found = present.GetValueOrDefault(task.MsgId) ?? written.GetValueOrDefault(task.MsgId) ?? string.Empty;
                Compare(task.MsgId, read.Of(task, slice.Texts), found, read, kept);
            }

            (_tasks, _added, done) = (_tasks + slice.Tasks.Count, _added + fresh.Count, done + slice.Tasks.Count);
            progress?.Report(new TransferProgress(source.Table, done, Math.Max(done, total)));
        }
    }

    private Dictionary<string, string> Checksums(List<string> ids, TaskDigest digest) =>
        ids.Count == 0
            ? []
            : TaskSlices.Find(target, ids).ToDictionary(task => task.MsgId, task => digest.Of(task, OwnTexts.None), StringComparer.Ordinal);

    private void Compare(string id, string source, string found, TaskDigest read, TaskDigest kept)
    {
        read.Add(source);
        kept.Add(found);
        if (source == found)
        {
            return;
        }

        _different++;
        if (_differentIds.Count < ShownIds)
        {
            _differentIds.Add(id);
        }
    }
}
