"""Edits that the labelled data has no profile for: text wrapped anew, and clauses swapped inside a sentence.

Made with the editor of the labelled data (DATA/diff/synth.py) from its articles, and from made texts in scripts with commas of their
own, so that this project holds no data. The same seed gives the same bytes. Both profiles have a few edited words, too, so that there
is something to find. The truth has the form of the editor's.

    scripts/diff_profiles.py DATA/diff OUT
"""
import argparse
import importlib.util
import json
import os
import re
import sys
import tempfile
import unicodedata

PAIRS_A_PROFILE = 40
# (columns before, columns after); None is a paragraph a line. In the last four, every line of a quotation has its mark.
WRAPPINGS = [(None, 40), (None, 60), (None, 72), (40, 72), (72, 60), (60, None), (60, 40), (72, None)]
WRAPPINGS_MARKED = [(None, 40), (None, 72), (60, None), (40, None)]
# No line begins with one of these, or ends with one of those.
NEVER_FIRST = set("、。，．！？；：」』）】》〉”’…ー々っゃゅょッャュョ,.!?;:)]}")
NEVER_LAST = set("「『（【《〈“‘([{")
# Words of made texts: letters that may begin a syllable, vowels, and the comma. Capitals are those of the script.
MADE = {
    "de": ("bdfghklmnrstwz", ["a", "e", "i", "o", "u", "ei", "ä", "ü"], ","),
    "fr": ("bcdfglmnprstv", ["a", "e", "i", "o", "u", "é", "è", "ou", "ai"], ","),
    "ru": ("бвгдзклмнпрст", ["а", "е", "и", "о", "у", "ы", "я"], ","),
    "el": ("βγδζθκλμνπρστ", ["α", "ε", "η", "ι", "ο", "υ", "ω"], ","),
    "ar": ("بتجحدرسشصطعفقكلمنه", ["ا", "و", "ي", ""], "،"),
    "hy": ("բգդզթլխկմնպրստ", ["ա", "ե", "ի", "ո", "ու"], ","),
}
COMMAS = set(",;，、；،؛")
CONJUNCTIONS = {"and", "but", "or", "so", "while", "und", "et", "и", "και", "و"}
LEAST_CLAUSE = 3


def editor_of(data):
    """The labelled data's own editor, as a module."""
    spec = importlib.util.spec_from_file_location("synth", os.path.join(data, "synth.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# MARK: made texts

def made_article(synth, language, number):
    """A title and eight paragraphs of made words, whose sentences have one to three commas."""
    consonants, vowels, comma = MADE[language]
    chance = synth.Rng(f"made/{language}/{number}")
    vocabulary = sorted({
        "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(1 + chance.below(4))) + chance.choice(consonants)
        for _ in range(600)})
    chance.shuffle(vocabulary)

    def word():
        # Some words are much more frequent than others, as in any language.
        return vocabulary[min(chance.below(len(vocabulary)), chance.below(len(vocabulary)), chance.below(len(vocabulary)))]

    def clause():
        return " ".join(word() for _ in range(chance.between(4, 9)))

    def sentence():
        text = (comma + " ").join(clause() for _ in range(chance.between(2, 4)))
        return text[0].upper() + text[1:] + "."

    paragraphs = [" ".join(sentence() for _ in range(chance.between(2, 5))) for _ in range(8)]
    items = "\n".join("- " + sentence() for _ in range(3))
    paragraphs[3:3] = [items, "> " + " ".join(sentence() for _ in range(3))]
    return "# " + clause().capitalize() + "\n\n" + "\n\n".join(paragraphs) + "\n"


# MARK: clauses swapped

def clause_editor(synth):
    class ClauseEditor(synth.Editor):
        def clause_swap(self):
            """Two neighbouring clauses of a sentence change places; commas stay between them, capitals follow."""
            found = []
            for block in self.d.blocks:
                if block.kind not in ("para", "item", "quote") or block.lock:
                    continue
                for sentence in block.sents:
                    if not sentence.lock:
                        found += [(sentence, parts) for parts in self.clauses(sentence)]
            if not found:
                return
            sentence, (start, comma, after, end) = self.r.choice(found)
            tokens = sentence.toks
            first, joint, second = tokens[start:comma], tokens[comma:after], tokens[after:end]
            gap_first, gap_second = first[0].ws, second[0].ws
            first, second = list(first), list(second)
            if start == 0 and self.d.lang not in ("zh", "ja", "ar"):
                first[0], second[0] = self.lowered(first[0]), self.raised(second[0])
            second[0].ws, first[0].ws = gap_first, gap_second
            for token in first + second:
                token.mv = True
            tokens[start:end] = second + joint + first
            sentence.lock = True
            self.log("clause_swap", " ".join(token.t for token in first)[:60], " ".join(token.t for token in second)[:60])
            if self.r.rand() < .3:
                self.r.choice([self.word_replace, self.number])(sentence)

        def clauses(self, sentence):
            """(start, comma, first of the second clause, end) of what can change places: all up to the last full stop, or
            two clauses between commas."""
            tokens = sentence.toks
            last = len(tokens)
            while last > 0 and not tokens[last - 1].t[0].isalnum():
                last -= 1
            if any(token.t in "()[]{}“”\"«»「」『』（）*_`" for token in tokens):
                return
            commas = [index for index in range(last) if tokens[index].t in COMMAS]
            borders = [-1, *commas, last]
            words = lambda start, end: sum(token.t[0].isalnum() for token in tokens[start:end])
            for left, comma, right in zip(borders, borders[1:], borders[2:]):
                after = comma + 1
                if after < last and tokens[after].t.lower() in CONJUNCTIONS:
                    after += 1
                # Where nothing stands around them they are the whole sentence; else both are between commas.
                if min(words(left + 1, comma), words(after, right)) >= LEAST_CLAUSE and not (left == -1) ^ (right == last and len(commas) == 1):
                    yield left + 1, comma, after, right

        def poolsent(self):
            """A sentence of another article: of two equal ones no truth can say which was put in."""
            here = {tuple(token.t for token in sentence.toks) for block in self.d.blocks for sentence in block.sents}
            while True:
                sentence = super().poolsent()
                if tuple(token.t for token in sentence.toks) not in here:
                    return sentence

        def lowered(self, token):
            word = token.t
            if not word[:1].isupper() or word[1:] != word[1:].lower() or word == "I" or word.lower() not in self.small():
                return token
            return self.d.tok(word[0].lower() + word[1:], token.ws)

        def raised(self, token):
            word = token.t
            return self.d.tok(word[0].upper() + word[1:], token.ws) if word[:1].islower() else token

        def small(self):
            """Words that stand in small letters inside a sentence somewhere, so that a capital at its start is no name's."""
            if not hasattr(self, "_small"):
                self._small = {word for sentence in self.pool["sents"] for word in sentence if word[:1].islower()}
            return self._small

    return ClauseEditor


def swap_clauses(editor, profile):
    for _ in range(editor.r.between(2, 4)):
        editor.clause_swap()
    for _ in range(editor.r.between(1, 3)):
        editor.r.choice([editor.word_replace, editor.phrase_replace, editor.word_insert, editor.word_delete, editor.number])()


def edit_few_words(editor, profile):
    for _ in range(editor.r.between(3, 6)):
        editor.r.choice([editor.word_replace, editor.phrase_replace, editor.word_insert, editor.word_delete, editor.number])()
    if editor.r.rand() < .5:
        editor.sent_insert()


# MARK: wrapped anew

def columns(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pieces(line, is_wide):
    """What stands between places where a line may break: (white space before it, text)."""
    found = [match.groups() for match in re.finditer(r"(\s*)(\S+)", line)]
    if not is_wide:
        return found
    broken = []
    for space, text in found:
        start = 0
        for index in range(1, len(text)):
            wide = any(unicodedata.east_asian_width(character) in "WF" for character in text[index - 1:index + 1])
            if wide and text[index] not in NEVER_FIRST and text[index - 1] not in NEVER_LAST:
                broken.append((space if start == 0 else "", text[start:index]))
                start = index
        broken.append((space if start == 0 else "", text[start:]))
    return broken


def wrapped(text, width, marked, is_wide):
    """The text with lines of at most `width` columns, and the character offsets of marks that were put in."""
    if width is None:
        return text, set()
    lines = []
    for line in text.split("\n"):
        prefix = next((mark for mark in ("- ", "> ", "# ", "## ") if line.startswith(mark)), "")
        if not line or prefix.startswith("#"):
            lines.append((line, False))
            continue
        # What continues an item is indented; what continues a quotation may have its mark or not.
        follow = "  " if prefix == "- " else "> " if prefix == "> " and marked else ""
        current = prefix
        is_empty, is_first = True, True
        for space, word in pieces(line[len(prefix):], is_wide):
            if not is_empty and columns(current + space + word) > width:
                lines.append((current, follow == "> " and not is_first))
                current, space, is_first = follow, "", False
            current += word if is_empty else space + word
            is_empty = False
        lines.append((current, follow == "> " and not is_first))
    offset, marks = 0, set()
    for line, has_new_mark in lines:
        if has_new_mark:
            marks.add(offset)
        offset += len(line) + 1
    return "\n".join(line for line, _ in lines), marks


class Side:
    """One side of a pair, wrapped: where its tokens went."""

    def __init__(self, synth, text, width, marked, is_wide):
        self.text, marks = wrapped(text, width, marked, is_wide)
        before = self.tokens(synth, text)
        after = self.tokens(synth, self.text)
        self.place = [index for index, (_, _, start, _) in enumerate(after) if start not in marks]
        assert [token[3] for token in before] == [after[index][3] for index in self.place], "tokens"
        self.old, self.new = before, after

    @staticmethod
    def tokens(synth, text):
        """(start and end in bytes, start in characters, text)"""
        found, byte, character = [], 0, 0
        for match in synth.TOKEN.finditer(text):
            byte += len(text[character:match.start()].encode())
            length = len(match.group().encode())
            found.append((byte, byte + length, match.start(), match.group()))
            byte, character = byte + length, match.end()
        return found

    def span(self, start, end):
        inside = [index for index, token in enumerate(self.old) if token[0] >= start and token[1] <= end]
        return [self.new[self.place[inside[0]]][0], self.new[self.place[inside[-1]]][1]]


def rewrapped(synth, pair, before_width, after_width, marked, is_wide):
    before, after, truth = pair
    a = Side(synth, before, before_width, marked, is_wide)
    b = Side(synth, after, after_width, marked, is_wide)
    aligned = [(a.place[i + k], b.place[j + k]) for i, j, count in truth["align"] for k in range(count)]
    truth["align"] = synth.runs(aligned)
    truth["moved"] = []
    for name in ("sentences", "blocks"):
        for key, side in (("a", a), ("b", b)):
            truth[name][key] = [side.span(*entry[:2]) + entry[2:] for entry in truth[name][key]]
    truth["edits"].append(["wrapped", before_width, after_width])
    return a.text, b.text, truth


# MARK: the pairs

def generate(data, out, seed="own-1", count=PAIRS_A_PROFILE):
    """Writes OUT/NNN-PROFILE-ARTICLE/{before.txt,after.txt,truth.json}: `count` pairs of each profile."""
    synth = editor_of(data)
    with tempfile.TemporaryDirectory() as folder:
        for language in MADE:
            for number in range(2):
                with open(os.path.join(folder, f"{language}-made-{number}.md"), "w", encoding="utf-8") as file:
                    file.write(made_article(synth, language, number))
        made, made_pools = synth.load(folder)
    articles, pools = synth.load(os.path.join(data, "articles"))
    pools.update(made_pools)
    groups = [
        [article for article in articles if article[1] == "en"],
        [article for article in articles if article[1] in ("zh", "ja")],
        made]
    quoted = [article for article in groups[0] + groups[1] if "\n> " in article[2]]
    editor, total = clause_editor(synth), 0
    for profile, plan in (("rewrapped", edit_few_words), ("clauses", swap_clauses)):
        orders = []
        for number, group in enumerate(groups):
            orders.append(list(group))
            synth.Rng(f"{seed}/{profile}/{number}").shuffle(orders[-1])
        for k in range(count):
            # Half of the articles are in English, a quarter each in Chinese or Japanese and made.
            order = orders[[0, 1, 0, 2][k % 4]]
            name, language, text = order[(k // 4 if k % 2 else k // 2) % len(order)]
            marked = profile == "rewrapped" and k % 3 == 2
            if marked and quoted and k % 4 != 3:
                name, language, text = quoted[k // 3 % len(quoted)]
            pair = synth.make_pair(text, language, pools[language], profile, f"{seed}/{profile}/{k}/{name}", editor, plan)
            if profile == "rewrapped":
                before, after = WRAPPINGS_MARKED[k // 3 % 4] if marked else WRAPPINGS[k % len(WRAPPINGS)]
                pair = rewrapped(synth, pair, before, after, marked, language in ("zh", "ja"))
            total += 1
            synth.write(os.path.join(out, f"{total:03}-{profile}-{name}"), *pair)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("out")
    options = parser.parse_args()
    print(f"{generate(options.data, options.out)} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()
