namespace TaskDbLinq.Benchmarks.Data;

/// <summary>What the backends and their rivals are asked. What each means is in <see cref="Asked"/>.</summary>
public enum Question
{
    /// <summary>One task by its id, all keys but the buffers.</summary>
    Id,

    /// <summary>What is not completed, a tenth of all; id and start.</summary>
    Pending,

    /// <summary>What one of the clients started in the last tenth of the time, all keys but the buffers.</summary>
    Recent,

    /// <summary>What the other clients started in the first tenth of the time, all keys but the buffers.</summary>
    Others,

    /// <summary>A fifth of all, between two moments of different fields; id and start.</summary>
    Range,

    /// <summary>A hundred tasks, however many there are, between two moments; id and start.</summary>
    Hundred,

    /// <summary>What two of the engines ran; id and result header.</summary>
    Engines,

    /// <summary>A value inside a dict field, which a tenth of the tasks has; the ids.</summary>
    DictField,

    /// <summary>An element of an array inside a dict field, of a hundredth of the tasks; the ids.</summary>
    Array,
}
