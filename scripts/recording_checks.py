"""What the scripts that put recording under stress have in common."""

import collections
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def built(words, product):
    command = ["swift", "build", *words, "--product", product]
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)
    shown = subprocess.run(
        [str(part) for part in command + ["--show-bin-path"]], check=True, capture_output=True, text=True)
    return str(Path(shown.stdout.strip()) / product)


def stet(program):
    """The path of a stet to check archives with."""
    return str(program or built(["--package-path", ROOT], "stet"))


class RecordingBenchmark:
    """The program that records made versions; see Benchmarks/RecordingBenchmark."""

    def __init__(self, program):
        self.program = str(program or built(
            ["-c", "release", "--package-path", ROOT / "Benchmarks", "--scratch-path", ROOT / ".build-bench"],
            "RecordingBenchmark"))

    def versions(self, count, writer=0):
        """Time and address of each version."""
        listed = subprocess.run(
            [self.program, "list", str(count), str(writer)], capture_output=True, text=True, check=True)
        return listed.stdout.splitlines()


def git(folder, *arguments):
    run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def trouble(archive, text, keep=None):
    """Ends the program; what `keep` names is put where it outlives it."""
    if keep:
        kept = tempfile.mkdtemp(prefix="stet-trouble-")
        shutil.copytree(keep, kept, dirs_exist_ok=True, symlinks=True)
        archive = Path(kept) / Path(archive).relative_to(keep)
    sys.exit(f"error: {text}\nthe archive stands in {archive}")


def recorded(folder):
    """What main and the journal tell, each as a count by time and address."""
    trailer = "%(trailers:key={},valueonly,separator=%x20)"
    _, log = git(folder, "log", "--format=" + trailer.format("Stet-Observed") + " " + trailer.format("Stet-Url"), "main")
    on_main = collections.Counter(line for line in log.splitlines() if line.strip())
    in_journal = collections.Counter()
    _, files = git(folder, "ls-tree", "-r", "--name-only", "journal")
    for file in files.split():
        _, lines = git(folder, "show", f"journal:{file}")
        for line in lines.splitlines():
            check = json.loads(line)
            if check["outcome"] != "failed":
                in_journal[f"{check['observed']} {check['url']}"] += 1
    return on_main, in_journal


def check_sound(folder, keep=None):
    code, words = git(folder, "fsck", "--strict", "--no-dangling", "--no-progress")
    if code != 0 or words.strip():
        trouble(folder, f"git fsck: {words}", keep)


def check_versions(folder, acknowledged, keep=None):
    """Every acknowledged version is there, and none twice."""
    on_main, in_journal = recorded(folder)
    for name, counts in [("main", on_main), ("the journal", in_journal)]:
        twice = [version for version, count in counts.items() if count > 1]
        if twice:
            trouble(folder, f"{name} has twice: {twice[:3]}", keep)
        missing = [version for version in acknowledged if counts[version] == 0]
        if missing:
            trouble(folder, f"{name} lacks {len(missing)} acknowledged versions, among them {missing[0]}", keep)


def check_verified(folder, program, keep=None):
    run = subprocess.run([program, "verify", "--archive", str(folder)], capture_output=True, text=True)
    if run.returncode != 0:
        trouble(folder, f"stet verify: {run.stdout}{run.stderr}", keep)


def check_in_step(folder, keep=None):
    code, words = git(folder, "status", "--porcelain")
    if code != 0 or words:
        trouble(folder, f"git status: {words[:300]}", keep)


def check_archive(folder, program, acknowledged, keep=None):
    """All of it. `acknowledged` is a list of lists of versions."""
    check_sound(folder, keep)
    check_versions(folder, [version for versions in acknowledged for version in versions], keep)
    check_verified(folder, program, keep)
    check_in_step(folder, keep)
