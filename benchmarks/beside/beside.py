"""Asks two builds the same in turn, and prints how many times as long the second takes: beside.py OLD.dll NEW.dll ROUNDS MILLISECONDS

A ratio is of two turns of one round, one after the other: what disturbs the machine for a while disturbs both. Below 1 the second is faster.
"""
import statistics
import subprocess
import sys
import tempfile


def start(program, folder, milliseconds):
    return subprocess.Popen(["dotnet", program, folder, milliseconds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(process, question):
    process.stdin.write(question + "\n")
    process.stdin.flush()
    nanoseconds, found = process.stdout.readline().split("\t")
    return float(nanoseconds), int(found)


def main(old, new, rounds, milliseconds):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        sides = [start(old, one, milliseconds), start(new, other, milliseconds)]
        try:
            questions, same = [side.stdout.readline().rstrip("\n").split("\t") for side in sides]
            assert questions == same, "the builds are asked different questions"
            print(f"{'':34} {'old':>12} {'new':>12}   new/old (quartiles)")
            for question in questions:
                times = ([], [])
                for at in range(int(rounds) + 1):
                    answers = {}
                    for side in (0, 1) if at % 2 else (1, 0):
                        answers[side] = ask(sides[side], question)
                    assert answers[0][1] == answers[1][1], f"{question}: {answers[0][1]} and {answers[1][1]} found"
                    if at > 0:  # The first round warms up.
                        times[0].append(answers[0][0])
                        times[1].append(answers[1][0])
                ratios = [b / a for a, b in zip(*times)]
                low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
                before, after = (statistics.median(side) / 1000 for side in times)
                print(f"{question:34} {before:9.1f} us {after:9.1f} us   {middle:5.2f}   ({low:.2f} to {high:.2f})", flush=True)
        finally:
            for side in sides:
                side.stdin.close()
                side.wait(timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
