using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Files, folders and disks that can't be written: each a clear error, and the file as it was.</summary>
public sealed class UnwritableFileTests : IDisposable
{
    private const UnixFileMode MayRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode MayEnter = MayRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode MayDoAll = MayEnter | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-unwritable");

    private string File => Path.Combine(_folder.FullName, "a.db");

    public void Dispose()
    {
        Allow(MayDoAll);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_read()
    {
        await CreateAsync();
        Protect(File, MayRead);
        var before = Samples.Digest(File);
        Assert.Equal(
            [
                "open: task", "count: 1",
                "add: TaskDbException: 'a.db' can't be changed: check that it, its write-ahead log and its folder may be written.",
            ],
            await ConfinedProcess.RunAsync("attempt", File));
        Assert.Equal(
            ["open: task", "count: 1", "add: ReadOnlyTaskDbException: 'a.db' is open for reading only."],
            await ConfinedProcess.RunAsync("attempt", File, nameof(SqliteDbAccess.ReadOnly)));
        Assert.Equal(before, Samples.Digest(File));
    }

    [Fact]
    public async Task A_file_in_a_folder_that_may_only_be_read_is_left_alone()
    {
        await CreateAsync();
        var before = Samples.Digest(File);
        Allow(MayEnter);
        Assert.Equal(
            ["open: TaskDbException: 'a.db' can't be opened: check that it may be read and, unless IPython wrote it, that its folder "
                + "may be written: its write-ahead log is there."],
            await ConfinedProcess.RunAsync("attempt", File));
        Assert.Equal(
            ["open: TaskDbException: 'new.db' can't be created: check that its folder may be written."],
            await ConfinedProcess.RunAsync("attempt", Path.Combine(_folder.FullName, "new.db")));
        Assert.Equal(before, Samples.Digest(File));
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_or_filled_is_a_clear_error()
    {
        await CreateAsync();
        Protect(File, UnixFileMode.None);
        Assert.StartsWith(
            "open: TaskDbException: 'a.db' can't be opened: check that it may be read",
            Assert.Single(await ConfinedProcess.RunAsync("attempt", File)),
            StringComparison.Ordinal);
        var empty = Path.Combine(_folder.FullName, "empty.db");
        await System.IO.File.WriteAllBytesAsync(empty, []);
        Protect(empty, MayRead);
        Assert.StartsWith(
            "open: TaskDbException: 'empty.db' can't be changed",
            Assert.Single(await ConfinedProcess.RunAsync("attempt", empty)),
            StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(empty).Length);
    }

    [Fact]
    public async Task IPythons_file_needs_no_right_but_to_be_read()
    {
        System.IO.File.Copy(Samples.V71, File);
        Protect(File, MayRead);
        Allow(MayEnter);
        Assert.Equal(
            [
                "open: ipython-tasks", "count: 419",
                "add: ReadOnlyTaskDbException: IPython wrote 'a.db', and such a file is only read: import it into a new one first.",
            ],
            await ConfinedProcess.RunAsync("attempt", File));
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_disk_that_is_mounted_for_reading_is_left_alone()
    {
        await CreateAsync();
        var lines = await ConfinedProcess.RunMountedAsync(
            $"mount --bind '{_folder}' '{_folder}' && mount -o remount,ro,bind '{_folder}'", "attempt", File);
        Assert.StartsWith("open: TaskDbException: 'a.db' can't be opened", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
    }

    /// <summary>A disk of 2 MB: what was acknowledged stays, what did not fit is told, and the tasks are still answered for.</summary>
    [Fact]
    public async Task A_disk_that_is_full_keeps_what_was_acknowledged()
    {
        var lines = await ConfinedProcess.RunMountedAsync($"mount -t tmpfs -o size=2m tmpfs '{_folder}'", "fill", File);
        var added = lines.Count(line => line == "fill: done");
        Assert.InRange(added, 10, 99);
        Assert.Equal(
            [
                "fill: TaskDbException: There is no space left for 'a.db'.", "all there: True", $"count: {added}", "integrity: ok",
                "add: done",
            ],
            lines.Where(line => line != "fill: done").Skip(1));
    }

    private static void Protect(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, mode);
        }
    }

    private void Allow(UnixFileMode mode) => Protect(_folder.FullName, mode);

    private async Task CreateAsync()
    {
        await using var db = await SqliteDb.OpenAsync(File);
        await db.AddAsync(new TaskRecord { MsgId = "kept" });
    }
}
