using System.Text;

namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>A command line as bash takes it apart, as far as the documents go: quotes, blanks, and a comment at the end.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Of(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        foreach (var unit in line)
        {
            if (quote == '\0' && unit == '#' && !isWord)
            {
                break;
            }

            if (quote != '\0' ? unit == quote : unit is '\'' or '"')
            {
                (quote, isWord) = (quote == '\0' ? unit : '\0', true);
            }
            else if (quote == '\0' && unit == ' ')
            {
                Finish();
            }
            else
            {
                word.Append(unit);
                isWord = true;
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
