using SkiaSharp;

namespace TaskDbLinq.Page.Tests;

/// <summary>
/// Pictures are kept in artifacts/pages, and compared loosely: fonts differ from machine to machine, but a page that came out blank,
/// or in one colour, or without its parts, is found.
/// </summary>
internal static class Pictures
{
    private const int Columns = 8;
    private const int Rows = 6;
    private const double LeastContrast = 3;

    /// <param name="name">The name of the view.</param>
    /// <param name="png">The picture.</param>
    public static void Check(string name, byte[] png)
    {
        var folder = Path.Combine(Root(), "artifacts", "pages");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), png);
        using var picture = SKBitmap.Decode(png);
        Assert.InRange(picture.Width, 300, 4_000);
        var busy = Enumerable.Range(0, Columns * Rows).Count(part => Contrast(picture, part % Columns, part / Columns) > LeastContrast);

        // More than a third of the page has something on it, and no view is as full as noise.
        Assert.InRange(busy, Columns * Rows / 3, Columns * Rows);
    }

    /// <summary>The standard deviation of the brightness in a part of the picture.</summary>
    private static double Contrast(SKBitmap picture, int column, int row)
    {
        var (width, height) = (picture.Width / Columns, picture.Height / Rows);
        var (sum, squares, count) = (0.0, 0.0, 0);
        var bytes = picture.GetPixelSpan();
        for (var y = row * height; y < (row + 1) * height; y += 2)
        {
            for (var x = column * width; x < (column + 1) * width; x += 2)
            {
                // Green is the second of the four bytes of a pixel in either order, and most of its brightness.
                double brightness = bytes[(y * picture.RowBytes) + (x * picture.BytesPerPixel) + 1];
                (sum, squares, count) = (sum + brightness, squares + (brightness * brightness), count + 1);
            }
        }

        return Math.Sqrt(Math.Max(0, (squares / count) - Math.Pow(sum / count, 2)));
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskDbLinq.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
