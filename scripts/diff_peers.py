"""What other tools make of two texts, in the neutral form that the labelled data's scorer reads.

A peer is a function of two strings that returns the stretches it holds for equal, as (place before, place after, length). Places are
counted in visible characters: white space is no text to the scorer, and tools part it differently. What crosses is a move.
"""
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
# What git's own patterns for languages end in: one visible character, or the bytes of one beyond ASCII.
GIT_WORDS = "[[:alnum:]_]+|[^[:space:]]"
# Marks that no text has.
REMOVED, REMOVED_END, ADDED, ADDED_END = "\x01", "\x02", "\x03", "\x04"
PHP = """
$before = file_get_contents($argv[1]); $after = file_get_contents($argv[2]);
echo wikidiff2_inline_json_diff($before, $after, 1000000);
"""


class PeerError(Exception):
    """The answer of a peer does not fit the texts: it was read wrongly."""


class Walk:
    """Follows an answer that tells both texts from start to end: what is kept, removed and added."""

    def __init__(self, before, after):
        self.before, self.after = visible(before), visible(after)
        self.runs = []
        self.i = self.j = 0

    def kept(self, text):
        text = visible(text)
        self.check(self.before, self.i, text)
        self.check(self.after, self.j, text)
        self.runs.append((self.i, self.j, len(text)))
        self.i += len(text)
        self.j += len(text)

    def removed(self, text):
        self.check(self.before, self.i, visible(text))
        self.i += len(visible(text))

    def added(self, text):
        self.check(self.after, self.j, visible(text))
        self.j += len(visible(text))

    def check(self, side, place, text):
        if not side.startswith(text, place):
            raise PeerError(f"told {text[:40]!r} where {side[place:place + 40]!r} stands")

    def finish(self):
        if (self.i, self.j) != (len(self.before), len(self.after)):
            raise PeerError("the answer ends before the texts do")
        return self.runs


def visible(text):
    return "".join(text.split())


def output(command, allowed=(0,), **options):
    run = subprocess.run([str(part) for part in command], capture_output=True, env=ENVIRONMENT, **options)
    if run.returncode not in allowed:
        raise PeerError(f"{command[0]}: {run.stderr.decode(errors='replace').strip()[:200]}")
    return run.stdout.decode("utf-8")


class Files:
    """Two texts as files, for tools that read files."""

    def __init__(self, before, after):
        self.folder = tempfile.TemporaryDirectory(prefix="stet-peer-")
        self.paths = [Path(self.folder.name, name) for name in ("before.txt", "after.txt")]
        for path, text in zip(self.paths, (before, after)):
            path.write_text(text, encoding="utf-8", newline="")

    def __enter__(self):
        return self.paths

    def __exit__(self, *_):
        self.folder.cleanup()


# MARK: commands

def git(before, after):
    walk = Walk(before, after)
    with Files(before, after) as paths:
        told = output(
            ["git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--word-diff=porcelain", f"--word-diff-regex={GIT_WORDS}",
             "-U1000000", *paths], allowed=(0, 1))
    if not told:
        walk.kept(before)
        return walk.finish()
    for line in told[told.index("\n@@ ") + 1:].split("\n")[1:]:
        # A tilde stands for a line feed, a backslash begins the note that the last one is missing.
        take = {" ": walk.kept, "-": walk.removed, "+": walk.added}.get(line[:1])
        if take:
            take(line[1:])
    return walk.finish()


def marked(command):
    """A tool that prints the text with marks around what was removed and added."""
    def run(before, after):
        walk = Walk(before, after)
        with Files(before, after) as paths:
            told = output(
                [*command, "-w", REMOVED, "-x", REMOVED_END, "-y", ADDED, "-z", ADDED_END, *paths], allowed=(0, 1))
        take = walk.kept
        for part in re.split("([\x01-\x04])", told):
            if part in (REMOVED, ADDED):
                take = walk.removed if part == REMOVED else walk.added
            elif part in (REMOVED_END, ADDED_END):
                take = walk.kept
            else:
                take(part)
        return walk.finish()
    return run


def wikidiff2(before, after):
    with Files(before, after) as paths:
        lines = json.loads(output(["php", "-d", "memory_limit=4G", "-r", PHP, "--", *paths]))["diff"]
    walk = Walk(before, after)
    if not lines:
        # Of texts that are the same it tells nothing.
        walk.kept(before)
    sources, targets = {}, []
    for line in lines:
        kind, text = line["type"], line["text"]
        if kind == 0:
            walk.kept(text)
        elif kind == 1:
            walk.added(text)
        elif kind == 2:
            walk.removed(text)
        elif kind == 3:
            for part, highlight in parts(line):
                (walk.kept, walk.added, walk.removed)[0 if highlight is None else highlight + 1](part)
        elif kind == 4:
            sources[line["moveInfo"]["id"]] = walk.i
            walk.removed(text)
        elif kind == 5:
            start = walk.j
            walk.added("".join(part for part, highlight in parts(line) if highlight != 1))
            targets.append((line, start))
        else:
            raise PeerError(f"a line of kind {kind}")
    walk.finish()
    for line, j in targets:
        i = sources[line["moveInfo"]["linkId"]]
        for part, highlight in parts(line):
            length = len(visible(part))
            if highlight is None:
                if walk.before[i:i + length] != walk.after[j:j + length]:
                    raise PeerError("moved text is not the same on both sides")
                walk.runs.append((i, j, length))
            i += length if highlight != 0 else 0
            j += length if highlight != 1 else 0
    return walk.runs


def parts(line):
    """The text of a changed line, cut where its highlights are: (text, 0 for added, 1 for removed, nothing for kept)."""
    text, place = line["text"].encode(), 0
    for highlight in sorted(line.get("highlightRanges", []), key=lambda highlight: highlight["start"]):
        start, end = highlight["start"], highlight["start"] + highlight["length"]
        yield text[place:start].decode(), None
        yield text[start:end].decode(), highlight["type"]
        place = end
    yield text[place:].decode(), None


# MARK: sequences of the scorer's own tokens

def with_tokens(pattern, compare):
    """`compare` gets two lists of tokens and answers runs of equal ones, as (i, j, count)."""
    def run(before, after):
        tokens = pattern.findall(before), pattern.findall(after)
        places = []
        for side in tokens:
            places.append([0])
            for token in side:
                places[-1].append(places[-1][-1] + len(token))
        answer = []
        for i, j, count in compare(*tokens):
            if tokens[0][i:i + count] != tokens[1][j:j + count]:
                raise PeerError("tokens that are told equal are not")
            answer.append((places[0][i], places[1][j], places[0][i + count] - places[0][i]))
        return answer
    return run


def difflib_runs(before, after):
    return difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()


def program_runs(command):
    """A program that reads two files with a token a line, and prints runs of equal ones."""
    def compare(before, after):
        with Files(*("".join(token + "\n" for token in side) for side in (before, after))) as paths:
            return [tuple(map(int, line.split())) for line in output([*command, *paths]).splitlines()]
    return compare


def diff_match_patch_runs(clean_up):
    import diff_match_patch

    def compare(before, after):
        # A character for each different token, as the library's own mode for lines does.
        numbers = {}
        texts = ["".join(chr(0x10000 + numbers.setdefault(token, len(numbers))) for token in side) for side in (before, after)]
        return [(i, j, count) for i, j, count in character_runs(diff_match_patch, clean_up, *texts)]
    return compare


def character_runs(library, clean_up, before, after):
    engine = library.diff_match_patch()
    # Without a limit of time, so that the answer does not hang on the machine.
    engine.Diff_Timeout = 0
    found = engine.diff_main(before, after, False)
    if clean_up:
        engine.diff_cleanupSemantic(found)
    i = j = 0
    for kind, text in found:
        if kind == 0:
            yield i, j, len(text)
        i += len(text) if kind <= 0 else 0
        j += len(text) if kind >= 0 else 0


def diff_match_patch_characters(clean_up):
    import diff_match_patch

    def run(before, after):
        places = []
        for side in (before, after):
            places.append([0])
            for character in side:
                places[-1].append(places[-1][-1] + (not character.isspace()))
        return [(places[0][i], places[1][j], places[0][i + count] - places[0][i])
                for i, j, count in character_runs(diff_match_patch, clean_up, before, after)]
    return run


# MARK: libraries with words of their own

def redlines():
    from redlines import Redlines

    def run(before, after):
        if not visible(before) or not visible(after):
            return []
        walk = Walk(before, after)

        # Borders of paragraphs are tokens of their own, which stand in no text.
        def text(tokens):
            return "".join(token for token in tokens if token.strip() != "¶")

        for operation in Redlines(before, after)._diff_ops:
            tag, i1, i2, j1, j2 = operation.opcodes
            one, two = text(operation.source_chunk.text[i1:i2]), text(operation.test_chunk.text[j1:j2])
            if tag == "equal":
                walk.kept(one)
            else:
                walk.removed(one)
                walk.added(two)
        return walk.finish()
    return run


def deltas():
    from deltas import segment_matcher, text_split

    def run(before, after):
        tokens = text_split.tokenize(before), text_split.tokenize(after)
        places = []
        for side in tokens:
            places.append([0])
            for token in side:
                places[-1].append(places[-1][-1] + len(visible(token)))
        return [(places[0][operation.a1], places[1][operation.b1], places[0][operation.a2] - places[0][operation.a1])
                for operation in segment_matcher.diff(*tokens) if operation.name == "equal"]
    return run


def sentence_matcher(synth):
    """Sentences matched as in NewsEdits (Spangher et al. 2022), written from the paper's description and not its code.

    A sentence belongs to the one of the other version that has most of its words, when it has at least half; the words of either
    side are asked for, so that a sentence may be split and merged. A word has one mate at most, the words inside are aligned by difflib.
    """
    threshold = 0.5

    def sentences(text):
        found, start, place = [], 0, 0
        for line in text.split("\n"):
            for first, last in synth.sentences(line):
                tokens = synth.TOKEN.findall(line[first:last])
                place = len(visible(text[:start + first]))
                found.append((place, tokens, [token.lower() for token in tokens if token[0].isalnum()] or tokens))
            start += len(line) + 1
        return found

    def best(words, others, position):
        """The sentence of the other side that has the largest share of the words; of equals the nearest."""
        best_share, best_index = 0, None
        for index, (_, _, other, bag) in enumerate(others):
            share = sum(word in bag for word in words) / len(words)
            if share > best_share or (share == best_share and best_index is not None
                                      and abs(index / len(others) - position) < abs(best_index / len(others) - position)):
                best_share, best_index = share, index
        return best_index if best_share >= threshold else None

    def run(before, after):
        one, two = ([(*entry, set(entry[2])) for entry in sentences(text)] for text in (before, after))
        links = set()
        for mine, others, is_before in ((one, two, True), (two, one, False)):
            for index, (_, _, words, _) in enumerate(mine):
                mate = best(words, others, index / len(mine)) if words else None
                if mate is not None:
                    links.add((index, mate) if is_before else (mate, index))
        runs, used = [], (set(), set())
        # The likest first, as a token has one mate at most.
        pairs = []
        for i, j in links:
            matcher = difflib.SequenceMatcher(None, one[i][1], two[j][1], autojunk=False)
            pairs.append((-matcher.ratio(), abs(i - j), i, j, matcher.get_matching_blocks()))
        for _, _, i, j, blocks in sorted(pairs):
            offsets = [[0], [0]]
            for side, tokens in enumerate((one[i][1], two[j][1])):
                for token in tokens:
                    offsets[side].append(offsets[side][-1] + len(token))
            for a, b, count in blocks:
                for k in range(count):
                    if (i, a + k) in used[0] or (j, b + k) in used[1]:
                        continue
                    used[0].add((i, a + k))
                    used[1].add((j, b + k))
                    runs.append((one[i][0] + offsets[0][a + k], two[j][0] + offsets[1][b + k], len(one[i][1][a + k])))
        return runs
    return run


# MARK: the neutral form

def places_of(text):
    """Where each visible character stands, as (start, end) in bytes."""
    found, byte = [], 0
    for character in text:
        length = len(character.encode())
        if not character.isspace():
            found.append((byte, byte + length))
        byte += length
    return found


def neutral(before, after, runs):
    """The answer as the scorer reads it. Runs that follow one another become one; where texts are not the same there is an error."""
    sides = visible(before), visible(after)
    joined = []
    for i, j, count in sorted(runs, key=lambda run: run[1]):
        if count <= 0:
            continue
        if not (0 <= i <= len(sides[0]) - count and 0 <= j <= len(sides[1]) - count):
            raise PeerError(f"a run of {count} at {i} and {j} lies beyond the text")
        if sides[0][i:i + count] != sides[1][j:j + count]:
            raise PeerError(f"{sides[0][i:i + count][:40]!r} is told equal to {sides[1][j:j + count][:40]!r}")
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + count)
        else:
            joined.append((i, j, count))
    one, two = places_of(before), places_of(after)
    return {"ops": [
        {"op": "equal", "a": [one[i][0], one[i + count - 1][1]], "b": [two[j][0], two[j + count - 1][1]]} for i, j, count in joined]}


# MARK: which there are

def built(folder, name, command):
    """A program of this folder, compiled; nothing where that fails."""
    program = folder / name
    run = subprocess.run([str(part) for part in (*command, "-o", program)], capture_output=True, text=True)
    if run.returncode != 0:
        print(f"{name} could not be built: {run.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return program


def peers(synth, folder):
    """(name, function or nothing where it is not installed), in the order of the table."""
    tokens = lambda compare: with_tokens(synth.TOKEN, compare)
    compiler = shutil.which("cc") or shutil.which("gcc")
    xdiff = compiler and built(folder, "bench-xdiff", [compiler, "-O2", SCRIPTS / "bench-xdiff.c", "-lgit2"])
    swift = shutil.which("swiftc") and built(
        folder, "bench-collection-difference", ["swiftc", "-O", SCRIPTS / "bench-collection-difference.swift"])
    has_wikidiff2 = shutil.which("php") and subprocess.run(
        ["php", "-r", "exit(function_exists('wikidiff2_inline_json_diff') ? 0 : 1);"], capture_output=True).returncode == 0

    def library(make, *arguments):
        try:
            return make(*arguments)
        except ImportError:
            return None

    def over_tokens(make, *arguments):
        compare = library(make, *arguments)
        return compare and tokens(compare)

    return [
        ("git diff, word regex", shutil.which("git") and git),
        ("wdiff", shutil.which("wdiff") and marked(["wdiff"])),
        ("dwdiff --punctuation", shutil.which("dwdiff") and marked(["dwdiff", "--no-profile", "--punctuation", "--algorithm=best"])),
        ("wikidiff2", wikidiff2 if has_wikidiff2 else None),
        ("libgit2 xdiff, patience, on tokens", xdiff and tokens(program_runs([xdiff, "patience", "--runs"]))),
        ("libgit2 xdiff, minimal, on tokens", xdiff and tokens(program_runs([xdiff, "minimal", "--runs"]))),
        ("difflib, on tokens", tokens(difflib_runs)),
        ("CollectionDifference, on tokens", swift and tokens(program_runs([swift]))),
        ("diff-match-patch, on characters", library(diff_match_patch_characters, False)),
        ("diff-match-patch, on characters, semantic clean-up", library(diff_match_patch_characters, True)),
        ("diff-match-patch, on tokens", over_tokens(diff_match_patch_runs, False)),
        ("diff-match-patch, on tokens, semantic clean-up", over_tokens(diff_match_patch_runs, True)),
        ("redlines", library(redlines)),
        ("deltas, segments", library(deltas)),
        ("sentence matcher after NewsEdits", sentence_matcher(synth)),
    ]
